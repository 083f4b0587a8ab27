import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { transformSync } from 'esbuild';
import * as lockstep from '../../../src';
import type { Manifest } from '../../../src/manifest/manifest';
import { parseManifests } from '../../../src/manifest/parse-manifests';

/** Runs a project in this process, with this source of the library, and gives the objects that it synthesizes. */
export async function runHere(files: ReadonlyMap<string, string>): Promise<Manifest[]> {
  return [...(await runFilesHere(files)).values()].flat();
}

/** The same by the file of `dist/` that each object is in. */
export async function runFilesHere(files: ReadonlyMap<string, string>): Promise<Map<string, Manifest[]>> {
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-main-'));
  const { CDK8S_OUTDIR: outdirBefore } = process.env;
  const folderBefore = process.cwd();
  try {
    for (const [path, text] of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    process.env.CDK8S_OUTDIR = join(folder, 'dist');
    process.chdir(folder);
    const { code } = transformSync(files.get('main.ts') ?? '', { loader: 'ts', format: 'cjs' });
    const requireFromHere = createRequire(__filename);
    const find = (name: string): unknown => (name === 'cdk8s-lockstep' ? lockstep : load(name, requireFromHere));
    // what node:vm compiles has an Array and an Object of its own
    // oxlint-disable-next-line typescript/no-implied-eval
    new Function('require', 'module', 'exports', code)(find, { exports: {} }, {});
    return new Map(
      readdirSync('dist')
        .sort()
        .map((name) => [
          name,
          parseManifests(readFileSync(join('dist', name), 'utf8'), name).map(({ manifest }) => manifest),
        ]),
    );
  } finally {
    process.chdir(folderBefore);
    if (outdirBefore === undefined) delete process.env.CDK8S_OUTDIR;
    else process.env.CDK8S_OUTDIR = outdirBefore;
    rmSync(folder, { recursive: true });
  }
}

/** What an app may import: the same cdk8s as the library has, so that its classes are the same. */
function load(name: string, requireFromHere: NodeJS.Require): unknown {
  if (name === 'cdk8s') return require('cdk8s');
  return requireFromHere(name);
}
