import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { compileFunction } from 'node:vm';
import { transformSync } from 'esbuild';
import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import * as library from '../../src/index';
import { planProject } from '../../src/project/plan-project';
import { writeProject } from '../../src/project/write-project';
import { editReleaseFile } from '../../src/release/edit-release-file';
import { ImageReference } from '../../src/release/image-reference';
import { anyAnswers } from './project-answers';

const ROOT = resolve(__dirname, '../..');
const work = mkdtempSync(join(tmpdir(), 'generated-'));
const shop = join(work, 'shop');
afterAll(() => rmSync(work, { recursive: true }));

/** Runs a program of a package in the project, as `npm run` would. */
function run(...words: string[]): { status: number | null; said: string } {
  const { CDK8S_OUTDIR: _mine, JEST_WORKER_ID: _id, NODE_OPTIONS: _options, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { cwd: shop, env, encoding: 'utf8' });
  return { status, said: stdout + stderr };
}
const JEST = join(ROOT, 'node_modules/jest/bin/jest.js');
const TSC = join(ROOT, 'node_modules/typescript/bin/tsc');
const LOCKSTEP = join(ROOT, 'lib/cli/lockstep.js');

describe('a project as it is written', () => {
  const image = ImageReference.parse('inherently/gifinator:0.0.5');
  const services = [
    { name: 'render', command: ['/render'], port: 8085 },
    { name: 'gifcreator-worker', command: ['/gifcreator', '-worker', "it's"] },
    { name: 'frontend', command: [], port: 8090 },
  ];

  beforeAll(() => {
    writeProject(shop, planProject({ name: 'shop', image, services, namespace: 'gifs' }));
    // what npm install would bring
    symlinkSync(join(ROOT, 'node_modules'), join(work, 'node_modules'));
    mkdirSync(join(shop, 'node_modules'));
    symlinkSync(ROOT, join(shop, 'node_modules/cdk8s-lockstep'));
  });

  test('has no type error', () => {
    expect(run(TSC)).toEqual({ status: 0, said: '' });
  });

  test('synthesizes what was asked for', () => {
    expect(run(LOCKSTEP, 'app', 'main.ts')).toEqual({ status: 0, said: '' });
    expect(readdirSync(join(shop, 'dist'))).toEqual(['shop.k8s.yaml']);
    const manifests = parseAllDocuments(readFileSync(join(shop, 'dist/shop.k8s.yaml'), 'utf8')).map((document) =>
      document.toJS(),
    );
    expect(manifests.map(({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`)).toEqual([
      'Deployment gifs/render',
      'Service gifs/render',
      'Deployment gifs/gifcreator-worker',
      'Deployment gifs/frontend',
      'Service gifs/frontend',
    ]);
    const deployments = manifests.filter(({ kind }) => kind === 'Deployment');
    expect(deployments.map(({ spec }) => spec.template.spec.containers)).toEqual([
      [{ name: 'render', image: String(image), command: ['/render'], ports: [{ containerPort: 8085 }] }],
      [{ name: 'gifcreator-worker', image: String(image), command: ['/gifcreator', '-worker', "it's"] }],
      [{ name: 'frontend', image: String(image), ports: [{ containerPort: 8090 }] }],
    ]);
  });

  test('passes its own tests, and still does after a bump', () => {
    const passed = { status: 0, said: expect.stringContaining('Tests:       2 passed, 2 total') };
    expect(run(JEST, '--ci')).toEqual(passed);
    const path = join(shop, 'release.yaml');
    writeFileSync(path, editReleaseFile(readFileSync(path, 'utf8'), path, { tag: '0.0.6' }));
    expect(run(JEST, '--ci')).toEqual(passed);
  });

  test('fails its own tests when a container leaves the version', () => {
    const path = join(shop, 'main.ts');
    const main = readFileSync(path, 'utf8');
    writeFileSync(path, main.replace("command: ['/render'],", "command: ['/render'],\n  pinnedTag: '0.0.4',"));
    const { status, said } = run(JEST, '--ci');
    writeFileSync(path, main);
    expect(status).toBe(1);
    expect(said).toMatch(/✕ every container of the repository runs the version of release\.yaml/);
    expect(said).toContain('inherently/gifinator:0.0.4');
  });
});

describe('any project', () => {
  const home = process.cwd();
  const { CDK8S_OUTDIR: outputBefore } = process.env;
  afterAll(() => {
    process.chdir(home);
    if (outputBefore === undefined) delete process.env.CDK8S_OUTDIR;
    else process.env.CDK8S_OUTDIR = outputBefore;
  });

  test('synthesizes at once, with every word of every command', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const folder = mkdtempSync(join(work, 'any-'));
        writeProject(folder, planProject(answers));
        process.chdir(folder);
        process.env.CDK8S_OUTDIR = 'dist';
        const { code } = transformSync(readFileSync('main.ts', 'utf8'), { loader: 'ts', format: 'cjs' });
        compileFunction(code, ['require'])(() => library);
        const manifests = parseAllDocuments(readFileSync(`dist/${answers.name}.k8s.yaml`, 'utf8')).map((document) =>
          document.toJS(),
        );
        const containers = manifests.flatMap(({ spec }) => spec.template?.spec.containers ?? []);
        expect(containers).toEqual(
          answers.services.map(({ name, command, port }) => ({
            name,
            image: String(answers.image),
            ...(command.length === 0 ? {} : { command }),
            ...(port === undefined ? {} : { ports: [{ containerPort: port }] }),
          })),
        );
        const exposed = answers.services.filter(({ port }) => port !== undefined).map(({ name }) => name);
        const services = manifests.filter(({ kind }) => kind === 'Service');
        expect(services.map(({ metadata }) => metadata.name)).toEqual(exposed);
      }),
      { numRuns: 50 },
    );
  });
});
