import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from '@commander-js/extra-typings';
import { addInitCommand } from '../../src/cli/init';
import { reportFailure } from '../../src/cli/report-failure';
import { askAnswers } from '../../src/project/ask-answers';
import { type Ending, Lockstep } from './run-lockstep';

jest.mock('../../src/project/ask-answers');

const work = mkdtempSync(join(tmpdir(), 'init-'));
const home = process.cwd();
beforeEach(() => process.chdir(mkdtempSync(join(work, 'run-'))));
afterEach(() => jest.restoreAllMocks());
afterAll(() => {
  process.chdir(home);
  rmSync(work, { recursive: true });
});

/** Runs `lockstep init` in this process, with or without a terminal. */
async function init(words: readonly string[], terminal = false): Promise<Ending> {
  const said = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    jest.spyOn(process[stream], 'write').mockImplementation((text) => {
      said[stream] += text;
      return true;
    });
  }
  const isTTY = [process.stdin, process.stderr].map((stream) => [stream, stream.isTTY] as const);
  for (const [stream] of isTTY) Object.assign(stream, { isTTY: terminal });
  const program = new Command('lockstep').exitOverride();
  addInitCommand(program as unknown as Command);
  try {
    await program.parseAsync(['init', ...words], { from: 'user' });
  } catch (error) {
    reportFailure(error);
  } finally {
    for (const [stream, was] of isTTY) Object.assign(stream, { isTTY: was });
    jest.restoreAllMocks();
  }
  const status = Number(process.exitCode ?? 0);
  process.exitCode = undefined;
  return { status, ...said };
}

const GOOD = ['--image', 'team/shop:1.4.2', '--service', 'web:8080=/web', '--service', 'worker=/worker -v'];
const ALL = [
  '.github/workflows/lockstep.yaml',
  '.gitignore',
  'cdk8s.yaml',
  'jest.config.js',
  'main.test.ts',
  'main.ts',
  'package.json',
  'release.yaml',
  'renovate.json',
  'tsconfig.json',
];

describe('lockstep init', () => {
  test('writes a project and says what comes next', async () => {
    expect(await init(['shop', ...GOOD])).toEqual({
      status: 0,
      stdout: 'wrote 10 files into shop\nnext: cd shop && npm install && npm run synth\n',
      stderr: '',
    });
    expect(readFileSync('shop/main.ts', 'utf8')).toContain("  command: ['/worker', '-v'],\n");
    expect(readFileSync('shop/release.yaml', 'utf8')).toContain('  repository: team/shop\n  tag: 1.4.2\n');
  });

  test('without a folder writes where it stands', async () => {
    mkdirSync('My Shop');
    process.chdir('My Shop');
    expect(await init([...GOOD, '--namespace', 'prod'])).toEqual({
      status: 0,
      stdout: 'wrote 10 files into .\nnext: npm install && npm run synth\n',
      stderr: '',
    });
    expect(readFileSync('main.ts', 'utf8')).toContain(
      "const myShop = new Release(app, 'my-shop', { file: 'release.yaml', namespace: 'prod' });\n",
    );
  });

  test('quotes the folder for the shell', async () => {
    const { stdout } = await init(["it's here", ...GOOD]);
    expect(stdout).toContain("next: cd 'it'\\''s here' && npm install");
  });

  test('takes another name, and leaves the workflow out', async () => {
    expect((await init(['shop', ...GOOD, '--name', 'store', '--no-workflow'])).stdout).toMatch(/^wrote 9 files/);
    expect(existsSync('shop/.github')).toBe(false);
    expect(readFileSync('shop/package.json', 'utf8')).toContain('"name": "store"');
  });

  test('a second time leaves everything as it was', async () => {
    await init(['shop', ...GOOD]);
    expect((await init(['shop', ...GOOD])).stdout).toMatch(/^wrote 0 files into shop, left 10 files as before\n/);
  });

  test('--dry-run says what it would do, and writes nothing', async () => {
    expect(await init(['shop', ...GOOD, '--dry-run'])).toEqual({
      status: 0,
      stdout: ALL.map((path) => `would write ${path}\n`).join(''),
      stderr: '',
    });
    expect(existsSync('shop')).toBe(false);
    mkdirSync('shop');
    writeFileSync('shop/main.ts', 'mine\n');
    expect((await init(['shop', ...GOOD, '--dry-run', '--force'])).stdout).toContain('would replace main.ts\n');
    expect(readFileSync('shop/main.ts', 'utf8')).toBe('mine\n');
  });

  test('--json prints one object', async () => {
    const { status, stdout, stderr } = await init(['shop', ...GOOD, '--json']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual({
      folder: 'shop',
      dryRun: false,
      files: ALL.map((path) => ({ path, outcome: 'written' })),
      next: 'cd shop && npm install && npm run synth',
    });
  });

  test('refuses files of other content, all at once, and --force replaces them', async () => {
    mkdirSync('shop');
    for (const path of ['package.json', 'main.ts']) writeFileSync(join('shop', path), 'mine\n');
    const problem = (path: string) =>
      `error PROJECT_FILE_EXISTS: shop/${path} is there already, with other content\n` +
      '  why: what somebody wrote is not overwritten unasked\n' +
      '  fix: move it away, or overwrite it with --force\n';
    expect(await init(['shop', ...GOOD])).toEqual({
      status: 1,
      stdout: '',
      stderr: problem('main.ts') + problem('package.json'),
    });
    expect(readdirSync('shop')).toEqual(['main.ts', 'package.json']);
    expect((await init(['shop', ...GOOD, '--force'])).stdout).toMatch(/^wrote 10 files into shop\n/);
  });

  test('refuses everything that is wrong at once, and writes nothing', async () => {
    writeFileSync('shop', '');
    const { status, stdout, stderr } = await init([
      'shop',
      ...['--name', 'Shop', '--image', 'shop:latest', '--namespace', 'a.b'],
      ...['--service', 'web=', '--service', 'a=/a', '--service', 'a=/b'],
    ]);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect([...stderr.matchAll(/^error (\w+)/gm)].map(([, code]) => code)).toEqual([
      'INVALID_NAME',
      'RELEASE_MOVING_TAG',
      'INIT_SERVICE_INVALID',
      'INIT_DUPLICATE_SERVICE',
      'INVALID_NAME',
      'PROJECT_FOLDER_UNUSABLE',
    ]);
    expect(readdirSync('.')).toEqual(['shop']);
  });

  test('without a terminal refuses to guess, and names the flags', async () => {
    const { status, stderr } = await init(['shop', '--namespace', 'A']);
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^error INIT_NEEDS_ANSWERS: a new project needs --image <repository:tag> and --service '<name>=<command>'\n/,
    );
    expect(stderr).toMatch(/^error INVALID_NAME: namespace 'A' has upper case$/m);
    expect(readdirSync('.')).toEqual([]);
  });

  test('says so when it writes below the top of a git repository, where bots do not look', async () => {
    mkdirSync('.git');
    const { status, stderr } = await init(['apps/shop', ...GOOD]);
    expect(status).toBe(0);
    expect(stderr).toBe(
      `apps/shop lies in the git repository ${process.cwd()}: .github/ and renovate.json count only at its top, so move them there\n`,
    );
  });
});

describe('lockstep init in a terminal', () => {
  const ask = jest.mocked(askAnswers);

  test('asks for what is missing', async () => {
    ask.mockImplementation(async (given) => ({ ...given, image: 'team/shop:1.4.2', services: ['web'] }));
    expect(await init(['shop'], true)).toMatchObject({ status: 0, stdout: expect.stringMatching(/^wrote 10 files/) });
    expect(ask).toHaveBeenCalledWith(
      { folder: 'shop', workflow: true },
      { input: process.stdin, output: process.stderr },
    );
  });

  test('asks nothing when nothing is missing', async () => {
    ask.mockClear();
    expect((await init(['shop', ...GOOD], true)).status).toBe(0);
    expect(ask).not.toHaveBeenCalled();
  });

  test('asks nothing when something is known to be wrong', async () => {
    ask.mockClear();
    const { status, stderr } = await init(['shop', '--namespace', 'A'], true);
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^error INVALID_NAME: namespace 'A' has upper case\n {2}why: .*\n {2}fix: did you mean 'a'\?\n$/,
    );
    expect(ask).not.toHaveBeenCalled();
  });

  test('ends with 1 and leaves nothing behind when the person gives up', async () => {
    ask.mockResolvedValue(undefined);
    expect(await init(['shop'], true)).toEqual({ status: 1, stdout: '', stderr: 'nothing was written\n' });
    expect(readdirSync('.')).toEqual([]);
  });
});

describe('lockstep init as a process', () => {
  const lockstep = new Lockstep();
  beforeAll(() => lockstep.build());
  afterAll(() => lockstep.remove());

  test('ends with 0 when it wrote, with 1 when it refused, with 2 when it was used wrongly', () => {
    const folder = lockstep.app({});
    const run = (...words: string[]) => lockstep.run(['init', 'shop', ...words], folder);
    expect(run(...GOOD)).toEqual({
      status: 0,
      stdout: 'wrote 10 files into shop\nnext: cd shop && npm install && npm run synth\n',
      stderr: '',
    });
    expect(run('--image', 'team/shop:2', '--service', 'web')).toMatchObject({
      status: 1,
      stdout: '',
      stderr: expect.stringMatching(/^error PROJECT_FILE_EXISTS: shop\/main\.ts is there already/),
    });
    expect(run('--frob')).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(/^error: unknown option/),
    });
  });
});
