import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Ending, Lockstep } from './run-lockstep';

const MAIN = `import { App, Release } from 'cdk8s-lockstep';

const app = new App();
const gifinator = new Release(app, 'gifinator', { file: 'release.yaml' });
const render = gifinator.deployment('render', { command: ['/render'], ports: [{ containerPort: 8085 }] });
gifinator.deployment('worker', { command: ['/gifcreator', '-worker'], env: { RENDER: render.expose().name } });
app.synth();
`;
const RELEASE = '# the one place\nimage:\n  repository: inherently/gifinator\n  tag: 0.0.1 # bumped\n';

const GIT = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.com',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.com',
};

/** A project of a user in a git repository of its own. */
export class GitProject {
  readonly folder: string;

  constructor(
    private readonly lockstep: Lockstep,
    files: { readonly [path: string]: string } = {},
  ) {
    this.folder = lockstep.app({
      'main.ts': MAIN,
      'release.yaml': RELEASE,
      'cdk8s.yaml': 'language: typescript\napp: lockstep app main.ts\n',
      '.gitignore': 'node_modules\n',
      ...files,
    });
    this.git('init', '-q', '-b', 'main');
  }

  run(...words: string[]): Ending {
    return this.lockstep.run(words, this.folder);
  }

  /** Runs a command that has to end well, and gives its results. */
  result(...words: string[]): string {
    const { status, stdout, stderr } = this.run(...words);
    expect({ words, status, stderr: status === 0 ? '' : stderr }).toEqual({ words, status: 0, stderr: '' });
    return stdout;
  }

  git(...words: string[]): string {
    const { status, stdout, stderr } = spawnSync('git', words, {
      cwd: this.folder,
      encoding: 'utf8',
      env: { ...process.env, ...GIT },
    });
    expect({ words, status, stderr: status === 0 ? '' : stderr }).toEqual({ words, status: 0, stderr: '' });
    return stdout;
  }

  commit(subject: string): void {
    this.git('add', '-A');
    this.git('commit', '-q', '--allow-empty', '-m', subject);
  }

  read(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  write(path: string, text: string): void {
    writeFileSync(join(this.folder, path), text);
  }

  get tag(): string | undefined {
    return /tag: (\S+)/.exec(this.read('release.yaml'))?.[1];
  }

  /** What is in dist/, by name. */
  dist(): { readonly [name: string]: string } {
    return Object.fromEntries(readdirSync(join(this.folder, 'dist')).map((name) => [name, this.read(`dist/${name}`)]));
  }
}
