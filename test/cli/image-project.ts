import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Ending, Lockstep } from './run-lockstep';
import { newFolder, type Run, type RunOptions, startLockstep } from './start-lockstep';

const MAIN = `import { App, Release } from 'cdk8s-lockstep';

const app = new App();
const shop = new Release(app, 'shop', { file: 'release.yaml' });
shop.deployment('web', { command: ['/web'] });
shop.deployment('worker', { command: ['/worker', '-v'] });
app.synth();
`;

/** A user's app with two deployments of one image, and with a cache and a home of its own. */
export class ImageProject {
  readonly folder: string;
  readonly cache = newFolder();
  readonly home = newFolder();
  readonly #lockstep: Lockstep;

  /** @param image with its tag: `registry.example.com/team/shop:1.0` */
  constructor(lockstep: Lockstep, image: string, files: Readonly<Record<string, string>> = {}) {
    this.#lockstep = lockstep;
    const colon = image.lastIndexOf(':');
    this.folder = lockstep.app({
      'main.ts': MAIN,
      'release.yaml': `image:\n  repository: ${image.slice(0, colon)}\n  tag: '${image.slice(colon + 1)}'\n`,
      'cdk8s.yaml': 'language: typescript\napp: lockstep app main.ts\n',
      ...files,
    });
  }

  async run(...words: string[]): Promise<Ending> {
    const { status, stdout, stderr } = await this.start(words).ended;
    return { status, stdout, stderr };
  }

  /** What a run that has to end with 0 says. */
  async result(...words: string[]): Promise<string> {
    const { status, stdout, stderr } = await this.run(...words);
    expect({ words, status, stdout: status === 0 ? '' : stdout, stderr }).toEqual({
      words,
      status: 0,
      stdout: '',
      stderr: '',
    });
    return stdout;
  }

  start(words: readonly string[], options: Partial<RunOptions> = {}): Run {
    const { folder, cache, home } = this;
    return startLockstep(this.#lockstep, words, { folder, cache, home, ...options });
  }

  read(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  write(path: string, content: string | Uint8Array): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), content);
  }

  /** Replaces a text, which has to be there, in a file. */
  edit(path: string, old: string, replacement: string): void {
    const before = this.read(path);
    expect(before).toContain(old);
    this.write(path, before.replaceAll(old, replacement));
  }

  /** Declares one more object in the app, behind the others. */
  add(object: { readonly metadata: { readonly name: string }; readonly [field: string]: unknown }): void {
    const { metadata } = object;
    this.edit(
      'main.ts',
      'app.synth();',
      `new ApiObject(shop, 'extra-${metadata.name}', ${JSON.stringify(object)});\napp.synth();`,
    );
    if (!this.read('main.ts').includes("from 'cdk8s'")) {
      this.write('main.ts', `import { ApiObject } from 'cdk8s';\n${this.read('main.ts')}`);
    }
  }
}

/** A pod with one container, as YAML of four lines. @param more fields of the container, with a comma before each */
export function podYaml(name: string, image: string, more = ''): string {
  return `apiVersion: v1
kind: Pod
metadata: {name: ${name}}
spec: {containers: [{name: main, image: '${image}'${more}}]}
`;
}
