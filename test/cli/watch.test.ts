import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
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

describe('lockstep synth --watch', () => {
  test('brings dist/ to every edit, also after one that was wrong', async () => {
    const project = new GitProject(lockstep);
    const child = spawn(process.execPath, [lockstep.cli, 'synth', '--watch'], { cwd: project.folder });
    children.push(child);
    let said = '';
    child.stderr.on('data', (text) => {
      said += text;
    });
    const file = 'dist/gifinator.k8s.yaml';
    await until(() => existsSync(join(project.folder, file)));
    project.write('release.yaml', project.read('release.yaml').replace('0.0.1', '0.0.2'));
    await until(() => project.read(file).includes('gifinator:0.0.2'));
    const main = project.read('main.ts');
    project.write('main.ts', 'const a = ;\n');
    await until(() => said.includes('error APP_SYNTAX: main.ts:1:11'));
    expect(project.read(file)).toContain('gifinator:0.0.2');
    project.write('main.ts', main.replace('8085', '9999'));
    await until(() => project.read(file).includes('9999'));
    expect(child.exitCode).toBeNull();
  }, 30_000);
});
