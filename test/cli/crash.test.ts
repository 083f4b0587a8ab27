import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { GitProject } from './git-project';
import { Lockstep } from './run-lockstep';

/** How often each command is killed; LOCKSTEP_CRASHES asks for more. */
const CRASHES = Number(process.env.LOCKSTEP_CRASHES ?? 8);

const MAIN = `import { App, Release } from 'cdk8s-lockstep';

const app = new App();
const one = new Release(app, 'one', { file: 'release.yaml' });
for (let i = 0; i < 40; i++) one.deployment('web-' + i, { command: ['/web'] });
const two = new Release(app, 'two', { file: 'release.yaml' });
two.deployment('worker', { command: ['/worker'] });
app.synth();
`;

const lockstep = new Lockstep();
beforeAll(() => lockstep.build());
afterAll(() => lockstep.remove());

/** Runs a command and kills it after so many milliseconds. */
function crash(project: GitProject, words: readonly string[], milliseconds: number): Promise<void> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [lockstep.cli, ...words], { cwd: project.folder, stdio: 'ignore' });
    const timer = setTimeout(() => child.kill('SIGKILL'), milliseconds);
    child.once('exit', () => {
      clearTimeout(timer);
      done();
    });
  });
}

interface State {
  readonly release: string;
  readonly dist: { readonly [name: string]: string };
}
const MANIFESTS = ['one.k8s.yaml', 'two.k8s.yaml'];
const stateOf = (project: GitProject): State => ({
  release: project.read('release.yaml'),
  dist: Object.fromEntries(MANIFESTS.map((name) => [name, project.read(`dist/${name}`)])),
});

describe('a command that is killed at any moment', () => {
  test.each([
    [
      'synth',
      (project: GitProject, to: State) => {
        project.write('release.yaml', to.release);
        return ['synth'];
      },
    ],
    ['bump', (_project: GitProject, to: State) => ['bump', /tag: (\S+)/.exec(to.release)?.[1] as string, '--offline']],
    ['rollback', (_project: GitProject, to: State) => ['rollback', /tag: (\S+)/.exec(to.release)?.[1] as string]],
  ])(
    'leaves the release file and every manifest whole: %s',
    async (command, prepare) => {
      const project = new GitProject(lockstep, { 'main.ts': MAIN });
      project.result('synth');
      project.commit('first');
      const states = [stateOf(project)];
      project.result('bump', '0.0.2', '--offline');
      project.commit('second');
      states.push(stateOf(project));
      let current = 1;
      for (let count = 0; count < CRASHES; count++) {
        const [from, to] = [states[current], states[1 - current]] as [State, State];
        await crash(project, prepare(project, to), Math.random() * 400);
        const now = stateOf(project);
        expect([from.release, to.release]).toContain(now.release);
        for (const name of MANIFESTS) expect([from.dist[name], to.dist[name]]).toContain(now.dist[name]);
        // the manifests never run ahead of the release file
        if (command !== 'synth' && now.release === from.release) expect(now.dist).toEqual(from.dist);
        // the next synth makes up for it, and clears away what was left
        project.result('synth');
        current = now.release === to.release ? 1 - current : current;
        expect(stateOf(project)).toEqual(states[current]);
      }
      project.write('release.yaml', (states[1 - current] as State).release);
      project.result('synth');
      expect(readdirSync(join(project.folder, 'dist')).sort()).toEqual(MANIFESTS);
    },
    600_000,
  );

  test('two synths at once both end well, and dist/ is whole', async () => {
    const project = new GitProject(lockstep, { 'main.ts': MAIN });
    project.result('synth');
    const before = stateOf(project);
    for (let round = 0; round < 5; round++) {
      project.write('release.yaml', before.release.replace('0.0.1', `0.1.${round}`));
      const runs = [1, 2, 3].map(
        () =>
          new Promise<number | null>((done) => {
            spawn(process.execPath, [lockstep.cli, 'synth'], { cwd: project.folder, stdio: 'ignore' }).once(
              'exit',
              done,
            );
          }),
      );
      expect(await Promise.all(runs)).toEqual([0, 0, 0]);
      expect(project.read('dist/one.k8s.yaml')).toBe(before.dist['one.k8s.yaml']?.replaceAll('0.0.1', `0.1.${round}`));
      expect(readdirSync(join(project.folder, 'dist')).sort()).toEqual(MANIFESTS);
    }
  }, 60_000);
});
