import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { GitProject } from './git-project';
import { Lockstep } from './run-lockstep';

const lockstep = new Lockstep();
beforeAll(() => lockstep.build());
afterAll(() => lockstep.remove());

const FILE = 'dist/gifinator.k8s.yaml';

describe('lockstep synth', () => {
  test('writes dist/ and says what is in it', () => {
    const project = new GitProject(lockstep);
    expect(project.run('synth')).toEqual({
      status: 0,
      stdout: '2 workloads, image inherently/gifinator:0.0.1, 1 file changed\n',
      stderr: `  wrote ${FILE}\n`,
    });
    expect(project.read(FILE)).toContain('image: inherently/gifinator:0.0.1');
  });

  test('leaves alone what is the same, and what is not ours', () => {
    const project = new GitProject(lockstep);
    project.result('synth');
    const before = statSync(join(project.folder, FILE), { bigint: true }).mtimeNs;
    project.write('dist/README.md', 'mine');
    project.write('dist/old.k8s.yaml', 'a: 1\n');
    expect(project.run('synth')).toEqual({
      status: 0,
      stdout: '2 workloads, image inherently/gifinator:0.0.1, 1 file changed\n',
      stderr: '  removed dist/old.k8s.yaml\n  left alone dist/README.md, which is not ours\n',
    });
    expect(project.result('synth')).toBe('2 workloads, image inherently/gifinator:0.0.1, nothing changed\n');
    expect(statSync(join(project.folder, FILE), { bigint: true }).mtimeNs).toBe(before);
    expect(Object.keys(project.dist())).toEqual(['README.md', 'gifinator.k8s.yaml']);
  });

  test('says what it would do with --dry-run, prints with --stdout, and reports with --json', () => {
    const project = new GitProject(lockstep);
    expect(project.run('synth', '--dry-run').stderr).toBe(`  would write ${FILE}\n`);
    const text = project.result('synth', '--stdout');
    expect(() => project.dist()).toThrow('ENOENT');
    const report = JSON.parse(project.result('synth', '--json'));
    expect(project.read(FILE)).toBe(text);
    expect(report).toMatchObject({
      written: ['gifinator.k8s.yaml'],
      removed: [],
      unchanged: [],
      foreign: [],
      releases: [
        { id: 'gifinator', image: 'inherently/gifinator:0.0.1', workloads: [{ name: 'render' }, { name: 'worker' }] },
      ],
    });
  });

  test('writes elsewhere with --output', () => {
    const project = new GitProject(lockstep);
    project.result('synth', '-o', 'out');
    expect(project.read('out/gifinator.k8s.yaml')).toContain('kind: Deployment');
  });

  test('names the workloads that stay behind', () => {
    const project = new GitProject(lockstep);
    project.write('main.ts', project.read('main.ts').replace("'/render'],", "'/render'], pinnedTag: '0.0.0',"));
    expect(project.run('synth').stderr).toContain("  deployment 'render' stays on 0.0.0 (pinnedTag)\n");
  });

  test('sends what the app prints to standard error', () => {
    const project = new GitProject(lockstep);
    project.write('main.ts', `console.log('hello');\n${project.read('main.ts')}`);
    expect(project.run('synth')).toMatchObject({
      stdout: expect.stringMatching(/^2 workloads/),
      stderr: expect.stringContaining('hello\n'),
    });
  });

  test('runs an app that is not ours in a shell, and reads what it wrote', () => {
    const project = new GitProject(lockstep, {
      'cdk8s.yaml': `app: node other.js\n`,
      'other.js':
        "require('fs').writeFileSync(process.env.CDK8S_OUTDIR + '/x.k8s.yaml', 'apiVersion: v1\\nkind: Namespace\\nmetadata: {name: x}\\n');",
    });
    expect(project.result('synth')).toBe('1 file, 1 file changed\n');
    project.write(
      'other.js',
      "require('fs').writeFileSync(process.env.CDK8S_OUTDIR + '/x.k8s.yaml', 'kind: Namespace\\n');",
    );
    expect(project.run('synth')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('error MANIFEST_INCOMPLETE: x.k8s.yaml:1'),
    });
    expect(project.read('dist/x.k8s.yaml')).toContain('apiVersion: v1');
  });

  test.each([
    ['process.exit(0);', 0, ''],
    ['process.exit();', 0, ''],
    ['process.exitCode = 0;', 0, ''],
    [
      'process.exit(3);',
      1,
      'error APP_FAILED: the app failed: lockstep app main.ts\n  why: it ended with 3\n  fix: mend what it printed above\n',
    ],
    [
      'process.exitCode = 3;',
      1,
      'error APP_FAILED: the app failed: lockstep app main.ts\n  why: it ended with 3\n  fix: mend what it printed above\n',
    ],
    [
      'Promise.resolve().then(() => process.exit(4));',
      1,
      'error APP_FAILED: the app failed: lockstep app main.ts\n  why: it ended with 4\n  fix: mend what it printed above\n',
    ],
  ])('takes an app at its word that ends with %s', (end, status, message) => {
    const project = new GitProject(lockstep);
    project.write('main.ts', `${project.read('main.ts')}${end}\n`);
    const ending = project.run('synth');
    expect(ending).toMatchObject({ status, stderr: status === 0 ? expect.stringContaining('wrote') : message });
    expect(existsSync(join(project.folder, 'dist'))).toBe(status === 0);
  });

  test('reads files beside the files of the app, and includes manifests', () => {
    const project = new GitProject(lockstep, {
      'lib/names.ts':
        "import { readFileSync } from 'node:fs';\nexport const name = readFileSync(`${__dirname}/name.txt`, 'utf8').trim();\n",
      'lib/name.txt': 'from-a-file\n',
      'more.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: included}\n',
    });
    project.write(
      'main.ts',
      project
        .read('main.ts')
        .replace(
          'app.synth();',
          "gifinator.deployment(name);\nnew Include(gifinator, 'more', { url: 'more.yaml' });\napp.synth();",
        )
        .replace(/^/, "import { name } from './lib/names';\nimport { Include } from 'cdk8s';\n"),
    );
    const text = project.result('synth', '--stdout');
    expect(text).toContain('name: from-a-file\n');
    expect(text).toContain('name: included\n');
    expect(project.result('synth', '--stdout')).toBe(text);
  });

  test.each([
    ['throws', "throw new Error('no');", 'error APP_FAILED: main.ts:1:7: no\n'],
    ['cannot be read', 'const a = ;', 'error APP_SYNTAX: main.ts:1:11: Unexpected ";"\n'],
    [
      'writes nothing',
      "console.log('done');",
      'error SYNTH_NOTHING: the app wrote no manifests: lockstep app main.ts\n',
    ],
    [
      'writes elsewhere',
      "import { App, Release } from 'cdk8s-lockstep';\nconst app = new App({ outdir: 'elsewhere' });\nnew Release(app, 'a', { image: 'a:1' }).deployment('b');\napp.synth();",
      'error SYNTH_NOTHING: the app wrote no manifests: lockstep app main.ts\n',
    ],
  ])('leaves dist/ as it was when the app %s', (_what, main, message) => {
    const project = new GitProject(lockstep);
    project.result('synth');
    const before = project.dist();
    project.write('main.ts', main);
    const { status, stdout, stderr } = project.run('synth');
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(message);
    expect(project.dist()).toEqual(before);
  });

  test('needs a cdk8s.yaml', () => {
    expect(lockstep.run(['synth'], lockstep.app({})).stderr).toMatch(
      /^error PROJECT_MISSING: there is no cdk8s\.yaml in /,
    );
  });
});
