import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Manifest } from '../manifest/manifest';
import { onInterrupt } from '../synth/on-interrupt';
import { synthesize } from '../synth/synthesize';
import { parseTexts } from './read-manifests';

/** What an app is made of; each has to be there once. */
const PACKAGES = ['cdk8s', 'cdk8s-plus-27', 'constructs'];
const OWN_FOLDER = resolve(__dirname, '../..');

/**
 * A project that stands nowhere yet and need not be installed: it is run in a temporary folder with the packages of this
 * command.
 */
export class Draft {
  private readonly folder: string;
  private readonly forget: () => void;
  private files: readonly string[] = [];

  constructor() {
    // before there is a folder, so that nothing is left of it when somebody ends the process
    this.forget = onInterrupt(this.removeFolder);
    this.folder = realpathSync(mkdtempSync(join(tmpdir(), 'lockstep-draft-')));
    linkPackages(join(this.folder, 'node_modules'));
  }

  /**
   * The objects that these files synthesize.
   *
   * @param files text by path
   * @throws UserError what the app throws
   */
  async synthesize(files: ReadonlyMap<string, string>): Promise<Manifest[]> {
    return [...(await this.synthesizeFiles(files)).values()].flat();
  }

  /**
   * The same by the file of `dist/` that each object is in.
   *
   * @throws UserError what the app throws
   */
  async synthesizeFiles(files: ReadonlyMap<string, string>): Promise<Map<string, Manifest[]>> {
    for (const path of this.files) rmSync(join(this.folder, path), { force: true });
    this.files = [...files.keys()];
    for (const [path, text] of files) {
      mkdirSync(dirname(join(this.folder, path)), { recursive: true });
      writeFileSync(join(this.folder, path), text);
    }
    const cacheBefore = process.env.LOCKSTEP_CACHE_DIR;
    // nobody runs this app again
    process.env.LOCKSTEP_CACHE_DIR = join(this.folder, '.cache');
    try {
      const project = { folder: this.folder, app: 'lockstep app main.ts', dist: join(this.folder, 'dist') };
      const { files: synthesized } = await synthesize(project);
      return new Map(
        [...synthesized].map(([path, text]) => [
          path,
          parseTexts(new Map([[path, text]])).map(({ manifest }) => manifest),
        ]),
      );
    } finally {
      if (cacheBefore === undefined) delete process.env.LOCKSTEP_CACHE_DIR;
      else process.env.LOCKSTEP_CACHE_DIR = cacheBefore;
    }
  }

  remove(): void {
    this.forget();
    this.removeFolder();
  }

  private readonly removeFolder = (): void => rmSync(this.folder, { recursive: true, force: true });
}

function linkPackages(modules: string): void {
  mkdirSync(modules);
  // a junction needs no rights of an administrator where links do
  symlinkSync(OWN_FOLDER, join(modules, 'cdk8s-lockstep'), 'junction');
  for (const name of PACKAGES) {
    symlinkSync(dirname(require.resolve(`${name}/package.json`)), join(modules, name), 'junction');
  }
}
