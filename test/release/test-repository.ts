import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { History } from '../../src/release/history';

const NOBODY = { NAME: 'Ann Ott', EMAIL: 'ann@example.com' };
const BEGIN = Date.UTC(2024, 0, 1) / 1000;

// the tested code starts git, too, and nothing of this machine may show
Object.assign(process.env, { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' });

/** The text of a release file. */
export function release(tag: string, more = ''): string {
  return `# the shop\nimage:\n  repository: acme/shop\n  tag: ${tag}\n${more}`;
}

/** What the entries of a history name, newest first, or why they name nothing. */
export function versionsOf({ entries }: History): string[] {
  return entries.map(({ image, problem }) => (image ? String(image).replace('acme/shop:', '') : (problem ?? '')));
}

/** A new temporary folder without symbolic links in its path. */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'lockstep (git) ')));
  folders.push(folder);
  return folder;
}

/** For `afterAll`. */
export function removeTemporaryFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
}

const folders: string[] = [];

/** A git repository of its own, whose commits are a minute apart. */
export class TestRepository {
  private minutes = 0;

  constructor(readonly folder: string = temporaryFolder()) {}

  /** Begins an empty repository. */
  static init(...options: string[]): TestRepository {
    const repository = new TestRepository();
    repository.git('init', '--quiet', '--template=', '-b', 'main', ...options);
    return repository;
  }

  /** A clone in a folder of its own. */
  clone(...options: string[]): TestRepository {
    const copy = new TestRepository();
    copy.git('clone', '--quiet', '--template=', ...options, `file://${this.folder}`, '.');
    return copy;
  }

  /** What `git` prints, without the last line end. */
  git(...words: string[]): string {
    const date = `${BEGIN + this.minutes * 60} +0100`;
    const env: NodeJS.ProcessEnv = { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date };
    for (const role of ['AUTHOR', 'COMMITTER']) {
      for (const [key, value] of Object.entries(NOBODY)) env[`GIT_${role}_${key}`] = value;
    }
    const stdio = ['ignore', 'pipe', 'pipe'] as const;
    const quick = ['-c', 'maintenance.auto=false', '-c', 'gc.auto=0'];
    return execFileSync('git', [...quick, ...words], {
      cwd: this.folder,
      env,
      encoding: 'utf8',
      stdio: [...stdio],
    }).trimEnd();
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  write(name: string, text: string): void {
    mkdirSync(dirname(this.path(name)), { recursive: true });
    writeFileSync(this.path(name), text);
  }

  /** Commits all there is, after writing these files. Answers the commit's id. */
  commit(subject: string, files: { readonly [name: string]: string } = {}): string {
    for (const [name, text] of Object.entries(files)) this.write(name, text);
    this.minutes++;
    this.git('add', '--all');
    this.git('commit', '--quiet', '--allow-empty', '--no-gpg-sign', '-m', subject);
    return this.head();
  }

  /** Commits `release.yaml` once for each tag. Answers the ids. */
  bump(...tags: string[]): string[] {
    return tags.map((tag) => this.commit(`bump to ${tag}`, { 'release.yaml': release(tag) }));
  }

  /** The same as {@link bump} for a great many texts, by one process. */
  import(name: string, texts: readonly string[]): void {
    const stream = texts.map((text, i) =>
      [
        'commit refs/heads/main',
        `committer Ann Ott <ann@example.com> ${BEGIN + i * 60} +0000`,
        'data 4\nbump',
        `M 100644 inline ${name}`,
        `data ${Buffer.byteLength(text)}\n${text}\n`,
      ].join('\n'),
    );
    execFileSync('git', ['fast-import', '--quiet'], { cwd: this.folder, input: stream.join('') });
    this.git('reset', '--quiet', '--hard');
  }

  merge(branch: string): string {
    this.minutes++;
    this.git('merge', '--quiet', '--no-ff', '-m', `merge ${branch}`, branch);
    return this.head();
  }

  /** The id of the newest commit of the branch, read without a process. */
  private head(): string {
    const branch = readFileSync(this.path('.git/HEAD'), 'utf8').replace('ref: ', '').trim();
    return readFileSync(this.path(`.git/${branch}`), 'utf8').trim();
  }
}
