import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GitProject } from './git-project';
import { Lockstep } from './run-lockstep';

const lockstep = new Lockstep();
const children: ChildProcess[] = [];
beforeAll(() => lockstep.build());
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});
afterAll(() => lockstep.remove());

/** Waits until something holds, as long as the test may last. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((done) => setTimeout(done, 20));
}

const FILE = 'dist/gifinator.k8s.yaml';

/** Watches a project. @returns what it says on standard error, so far */
function watch(project: GitProject): { readonly child: ChildProcess; said(): string } {
  const child = spawn(process.execPath, [lockstep.cli, 'synth', '--watch'], { cwd: project.folder });
  children.push(child);
  let said = '';
  child.stderr.on('data', (text) => {
    said += text;
  });
  return { child, said: () => said };
}

const isThere = (project: GitProject) => existsSync(join(project.folder, FILE));

describe('lockstep synth --watch', () => {
  test('brings dist/ to every edit, also after one that was wrong', async () => {
    const project = new GitProject(lockstep);
    const { child, said } = watch(project);
    await until(() => isThere(project));
    project.write('release.yaml', project.read('release.yaml').replace('0.0.1', '0.0.2'));
    await until(() => project.read(FILE).includes('gifinator:0.0.2'));
    const main = project.read('main.ts');
    project.write('main.ts', 'const a = ;\n');
    await until(() => said().includes('error APP_SYNTAX: main.ts:1:11'));
    expect(project.read(FILE)).toContain('gifinator:0.0.2');
    project.write('main.ts', main.replace('8085', '9999'));
    await until(() => project.read(FILE).includes('9999'));
    expect(child.exitCode).toBeNull();
  }, 30_000);

  test('writes in its runs what a process of its own writes: nothing of a run is left in the next one', async () => {
    const project = new GitProject(lockstep, {
      'count.ts': 'let runs = 0;\nexport const count = (): number => ++runs;\n',
    });
    const main = project
      .read('main.ts')
      .replace('app.synth();', 'gifinator.deployment(`run-${count()}`);\napp.synth();')
      .replace(/^/, "import { count } from './count';\n");
    project.write('main.ts', main);
    watch(project);
    await until(() => isThere(project));
    for (const port of ['1111', '2222', '3333']) {
      project.write('main.ts', main.replace('8085', port));
      await until(() => project.read(FILE).includes(port));
      expect(project.read(FILE)).toBe(project.result('synth', '--stdout'));
      project.write('release.yaml', project.read('release.yaml').replace(/tag: \S+/, `tag: 1.0.${port}`));
      await until(() => project.read(FILE).includes(`1.0.${port}`));
      expect(project.read(FILE)).toBe(project.result('synth', '--stdout'));
    }
  }, 60_000);

  test('loads a package anew that is another one at the next edit', async () => {
    const project = new GitProject(lockstep);
    const install = (version: string) => {
      mkdirSync(join(project.folder, 'node_modules/names/lib'), { recursive: true });
      project.write(
        'node_modules/names/package.json',
        JSON.stringify({ name: 'names', version, main: 'lib/index.js' }),
      );
      project.write('node_modules/names/lib/index.js', "exports.name = require('./name').name;\n");
      project.write('node_modules/names/lib/name.js', `exports.name = 'of-${version}';\n`);
    };
    install('1');
    const main = project
      .read('main.ts')
      .replace('app.synth();', 'gifinator.deployment(name);\napp.synth();')
      .replace(/^/, "import { name } from 'names';\n");
    project.write('main.ts', main);
    watch(project);
    await until(() => isThere(project));
    expect(project.read(FILE)).toContain('name: of-1\n');
    install('2');
    project.write('main.ts', main.replace('8085', '9999'));
    await until(() => project.read(FILE).includes('9999'));
    expect(project.read(FILE)).toContain('name: of-2\n');
  }, 30_000);

  test('sees two edits of a file in one moment', async () => {
    const project = new GitProject(lockstep);
    watch(project);
    await until(() => isThere(project));
    const main = project.read('main.ts');
    for (let edit = 0; edit < 5; edit++) {
      project.write('main.ts', main.replace('8085', `1${edit}00`));
      await until(() => project.read(FILE).includes(`1${edit}00`));
      project.write('main.ts', main.replace('8085', `2${edit}00`));
      await until(() => project.read(FILE).includes(`2${edit}00`));
    }
  }, 60_000);

  const hasProcesses = existsSync('/proc/self/task');
  (hasProcesses ? test : test.skip)(
    'ends with Ctrl-C, also while it runs the app, and so does what it has started',
    async () => {
      const project = new GitProject(lockstep);
      const { child } = watch(project);
      const ended = new Promise((done) => child.once('exit', (status) => done(status)));
      await until(() => isThere(project));
      const started = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').trim().split(' ');
      expect(started).toHaveLength(1);
      project.write('main.ts', `${project.read('main.ts')}// edited\n`);
      child.kill('SIGINT');
      expect(await ended).toBe(130);
      // one that has ended is kept in the list until it is asked for
      await until(() => started.every((pid) => stateOf(pid) === 'ended'));
    },
    30_000,
  );
});

function stateOf(pid: string): 'runs' | 'ended' {
  try {
    return /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8')) ? 'ended' : 'runs';
  } catch {
    return 'ended';
  }
}
