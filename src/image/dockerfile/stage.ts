import { StageFiles } from './files/stage-files';
import type { Instruction } from './grammar/instruction';
import type { Known } from './known';

/** What a builder gives every image that has no `PATH`. */
const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** What a stage starts from. */
export type StageStart =
  | { readonly kind: 'scratch' }
  | { readonly kind: 'image'; readonly name: string }
  | { readonly kind: 'stage'; readonly stage: Stage };

/** A stage as it is after the instructions that were read. */
export class Stage {
  readonly name: string | undefined;
  readonly line: number;
  readonly start: StageStart;
  readonly files: StageFiles;
  /** What `$X` means: ENV and ARG, the later one wins. */
  readonly variables: Map<string, Known<string>>;
  /** What goes into the image. */
  readonly env: Map<string, Known<string>>;
  entrypoint: Known<readonly string[]>;
  cmd: Known<readonly string[]>;
  /** Whether this stage itself has set it. */
  hasCmd = false;
  user: Known<string>;
  workingDir: Known<string>;
  shell: readonly string[];
  readonly exposedPorts: Set<string>;
  readonly volumes: Set<string>;
  /** How many ports EXPOSE named so far, each as often as it did. */
  portsRead = 0;
  /** Why a variable of the image is missing above: its name is not known. */
  nameGap: string | undefined;
  /** Why ports or volumes are missing above. */
  portsGap: string | undefined;
  volumesGap: string | undefined;
  readonly onBuild: Instruction[] = [];

  constructor(name: string | undefined, line: number, start: StageStart) {
    this.name = name;
    this.line = line;
    this.start = start;
    if (start.kind === 'stage') {
      const { stage } = start;
      this.files = new StageFiles(stage.files);
      this.variables = new Map(stage.variables);
      this.env = new Map(stage.env);
      this.entrypoint = stage.entrypoint;
      this.cmd = stage.cmd;
      this.user = stage.user;
      this.workingDir = stage.workingDir;
      this.shell = stage.shell;
      this.exposedPorts = new Set(stage.exposedPorts);
      this.volumes = new Set(stage.volumes);
      this.nameGap = stage.nameGap;
      this.portsGap = stage.portsGap;
      this.volumesGap = stage.volumesGap;
      return;
    }
    const why = start.kind === 'image' ? fromImage(start.name) : undefined;
    const orUnknown = <T>(value: T): Known<T> => (why === undefined ? { value } : { unknown: why });
    this.files = new StageFiles(start.kind === 'image' ? { image: start.name } : 'scratch');
    this.env = new Map([['PATH', orUnknown(DEFAULT_PATH)]]);
    this.variables = new Map(this.env);
    this.entrypoint = orUnknown([]);
    this.cmd = orUnknown([]);
    this.user = orUnknown('');
    this.workingDir = orUnknown('/');
    this.shell = ['/bin/sh', '-c'];
    this.exposedPorts = new Set();
    this.volumes = new Set();
    this.portsGap = why;
    this.volumesGap = why;
  }

  /** The image below all stages; undefined for `scratch`. */
  get baseImage(): string | undefined {
    let { start } = this;
    while (start.kind === 'stage') start = start.stage.start;
    return start.kind === 'image' ? start.name : undefined;
  }

  /** Why variables may be set that the Dockerfile does not set. */
  get envGap(): string | undefined {
    const image = this.baseImage;
    return image === undefined ? this.nameGap : fromImage(image);
  }

  /** The value of a variable; undefined when it is surely not set. */
  findVariable(name: string): Known<string> | undefined {
    const found = this.variables.get(name);
    if (found) return found;
    const image = this.baseImage;
    return image === undefined ? undefined : { unknown: `'${name}' may be set by the base image '${image}'` };
  }
}

function fromImage(name: string): string {
  return `it comes from the base image '${name}'`;
}
