import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppExit, catchExit } from '../app-runner/app-exit';
import { type RunOptions, runApp } from '../app-runner/run-app';
import { UserError } from '../errors';
import { pretendReleaseTexts, TEXTS_VARIABLE } from '../release/pretended-text';
import { listenToReports, type SynthReport } from '../workloads/synth-report';
import type { Project } from './project';

const OUTDIR_VARIABLE = 'CDK8S_OUTDIR';
/** `lockstep app main.ts`, however the command is found. */
const OWN_APP = /^(?:npx +(?:--no(?:-install)? +)?)?(?:lockstep|node +\S*[\\/]?lockstep\.js) +app +(\S+)$/;

export interface ProjectRunOptions extends RunOptions {
  /** Whether the report has what is in the files. Default: false. */
  readonly wantsFiles?: boolean | undefined;
}

/**
 * Runs the app of a project with `outdir` as its output folder: in this process when it is ours to run, otherwise as
 * cdk8s does, in a shell.
 *
 * @returns what all Apps of ours in it told; undefined when there was none, or when a shell ran it
 * @throws UserError what the app throws, or APP_FAILED
 */
export async function runProject(
  project: Project,
  outdir: string,
  releaseTexts: ReadonlyMap<string, string>,
  { wantsFiles = false, ...options }: ProjectRunOptions = {},
): Promise<SynthReport | undefined> {
  const file = OWN_APP.exec(project.app)?.[1];
  if (file === undefined) return runInShell(project, outdir, releaseTexts);
  let report: SynthReport | undefined;
  const restore = [
    setVariable(OUTDIR_VARIABLE, outdir),
    listenToReports(
      ({ releases, files }) => {
        report = { releases: [...(report?.releases ?? []), ...releases], files: [...(report?.files ?? []), ...files] };
      },
      { wantsFiles },
    ),
    releaseTexts.size > 0 ? pretendReleaseTexts(releaseTexts) : () => {},
    enterFolder(project.folder),
    // what the app prints is talk, not a result of ours
    sendToErrors(),
    catchExit(),
  ];
  const statusBefore = process.exitCode;
  try {
    await runApp(file, options);
    requireSuccess(project.app, process.exitCode === statusBefore ? 0 : Number(process.exitCode ?? 0));
  } catch (error) {
    if (!(error instanceof AppExit)) throw error;
    requireSuccess(project.app, error.status);
  } finally {
    process.exitCode = statusBefore;
    for (const each of restore.reverse()) each();
  }
  return report;
}

function requireSuccess(app: string, status: number): void {
  if (status !== 0) throw appEnded(app, `it ended with ${status}`);
}

function runInShell(project: Project, outdir: string, releaseTexts: ReadonlyMap<string, string>): Promise<undefined> {
  const { spawn } = require('node:child_process') as typeof import('node:child_process');
  const folder = releaseTexts.size > 0 ? mkdtempSync(join(tmpdir(), 'lockstep-texts-')) : undefined;
  const texts = folder && join(folder, 'texts.json');
  if (texts) writeFileSync(texts, JSON.stringify(Object.fromEntries(releaseTexts)));
  return new Promise<undefined>((done, fail) => {
    const child = spawn(project.app, {
      shell: true,
      cwd: project.folder,
      env: {
        ...process.env,
        PATH: `${join(project.folder, 'node_modules/.bin')}:${process.env.PATH ?? ''}`,
        [OUTDIR_VARIABLE]: outdir,
        ...(texts && { [TEXTS_VARIABLE]: texts }),
      },
      // its results are talk here
      stdio: ['ignore', process.stderr, process.stderr],
    });
    child.once('error', (error) => fail(appEnded(project.app, error.message)));
    child.once('close', (status, signal) => {
      if (status === 0) done(undefined);
      else fail(appEnded(project.app, signal ? `it was ended by ${signal}` : `it ended with ${status}`));
    });
  }).finally(() => folder && rmSync(folder, { recursive: true, force: true }));
}

function appEnded(app: string, why: string): UserError {
  return new UserError({
    code: 'APP_FAILED',
    what: `the app failed: ${app}`,
    why,
    fix: 'mend what it printed above',
  });
}

function setVariable(name: string, value: string): () => void {
  const before = process.env[name];
  process.env[name] = value;
  return () => {
    if (before === undefined) delete process.env[name];
    else process.env[name] = before;
  };
}

function enterFolder(folder: string): () => void {
  const before = process.cwd();
  if (folder !== before) process.chdir(folder);
  return () => {
    if (folder !== before) process.chdir(before);
  };
}

function sendToErrors(): () => void {
  // an own property hides the method of the stream until it is deleted
  process.stdout.write = process.stderr.write.bind(process.stderr) as typeof process.stdout.write;
  return () => {
    delete (process.stdout as Partial<typeof process.stdout>).write;
  };
}
