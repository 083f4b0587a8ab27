import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { readReleaseFile } from '../src/release/release-file';

const ROOT = resolve(__dirname, '..');
const WORK = join(ROOT, '.cache/docs');
const RELEASE = 'image:\n  repository: inherently/gifinator\n  tag: 0.0.5\n';

/** Words of Kubernetes, YAML, Node, registries and the environment that look like codes of ours. */
const OTHER_WORDS = [
  ...['AUDIT_WRITE', 'DAC_OVERRIDE', 'NET_BIND_SERVICE', 'SYS_CHROOT'],
  ...['BLOCK_LITERAL', 'BLOCK_FOLDED', 'TAB_AS_INDENT', 'MODULE_NOT_FOUND'],
  ...['MANIFEST_UNKNOWN', 'NAME_UNKNOWN', 'NOT_FOUND', 'PAGINATION_NUMBER_INVALID', 'NAME_INVALID', 'TAG_INVALID'],
  ...['LOCKSTEP_RELEASE_TEXTS', 'CDK8S_OUTDIR', 'BASH_ENV', 'LD_LIBRARY_PATH', 'VIRTUAL_ENV', 'UV_PROJECT_ENVIRONMENT'],
  ...['CARGO_HOME', 'CARGO_INSTALL_ROOT', 'CARGO_TARGET_DIR', 'BLOB_UNKNOWN'],
  ...['COMPOSE_PROFILES', 'COMPOSE_PROJECT_NAME', 'QUOTE_DOUBLE', 'QUOTE_SINGLE', 'DAC_READ_SEARCH'],
  ...['ERR_SCRIPT_EXECUTION_TIMEOUT', 'Z_BUF_ERROR', 'Z_MEM_ERROR'],
];

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' }).map((name) => `docs/${name}`),
].filter((name) => name.endsWith('.md'));
const blocks = pages.flatMap((page) =>
  [...readFileSync(join(ROOT, page), 'utf8').matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language, text], index) => ({
    page,
    index,
    language: language as string,
    text: text as string,
  })),
);
const apps = blocks.filter(({ language, text }) => language === 'ts' && text.includes('app.synth()'));

describe('the documentation', () => {
  beforeAll(() => {
    rmSync(WORK, { recursive: true, force: true });
    mkdirSync(WORK, { recursive: true });
    writeFileSync(join(WORK, 'release.yaml'), RELEASE);
    writeFileSync(
      join(WORK, 'tsconfig.json'),
      JSON.stringify({
        extends: '../../tsconfig.json',
        compilerOptions: { paths: { 'cdk8s-lockstep': ['../../src/index.ts'] }, rootDir: '../..' },
        include: ['*.ts'],
      }),
    );
    for (const [index, { text }] of apps.entries()) writeFileSync(join(WORK, `app-${index}.ts`), text);
  });

  test('shows apps whose types are right', () => {
    const { stdout, status } = spawnSync(
      process.execPath,
      [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', WORK],
      { encoding: 'utf8' },
    );
    expect({ stdout, status }).toEqual({ stdout: '', status: 0 });
  });

  test.each(apps.map(({ page, index }, number) => [page, index, number]))(
    'shows apps that synthesize: %s, block %i',
    (_page, _index, number) => {
      const run = spawnSync(process.execPath, [join(ROOT, 'lib/cli/lockstep.js'), 'app', `app-${number}.ts`], {
        cwd: WORK,
        env: { ...process.env, CDK8S_OUTDIR: join(WORK, `dist-${number}`) },
        encoding: 'utf8',
      });
      expect({ stderr: run.stderr, status: run.status }).toEqual({ stderr: '', status: 0 });
      expect(readdirSync(join(WORK, `dist-${number}`)).length).toBeGreaterThan(0);
    },
  );

  test('of the README shows a release file that is read', () => {
    const [yaml] = blocks.filter(({ page, language }) => page === 'README.md' && language === 'yaml');
    writeFileSync(join(WORK, 'readme-release.yaml'), yaml?.text ?? '');
    expect(String(readReleaseFile(join(WORK, 'readme-release.yaml')).image)).toBe('inherently/gifinator:0.0.5');
  });

  test('shows an error message as it is', () => {
    const shown =
      blocks.length > 0 && readFileSync(join(ROOT, 'README.md'), 'utf8').match(/^error (?:.*\n)+? {2}fix: .*$/m)?.[0];
    writeFileSync(
      join(WORK, 'refused.ts'),
      "import { App, Release } from 'cdk8s-lockstep';\nconst app = new App();\nnew Release(app, 'gifinator', { image: 'a:1' }).deployment('gifcreator-worker', { command: ['/gifcreator -worker'] });\napp.synth();\n",
    );
    const run = spawnSync(process.execPath, [join(ROOT, 'lib/cli/lockstep.js'), 'app', 'refused.ts'], {
      cwd: WORK,
      encoding: 'utf8',
    });
    expect({ stderr: run.stderr.trim(), status: run.status }).toEqual({ stderr: shown, status: 1 });
  });

  test.each(pages)('%s leads to pages that exist', (page) => {
    const links = [...readFileSync(join(ROOT, page), 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(
      ([, target]) => target as string,
    );
    expect(links.filter((target) => !existsSync(resolve(ROOT, dirname(page), target)))).toEqual([]);
  });

  test('lists every code of every problem, and no other', () => {
    const source = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(join(ROOT, 'src', file), 'utf8'))
      .join('\n');
    const codes = new Set([...source.matchAll(/'([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)'/g)].map(([, code]) => code as string));
    for (const word of OTHER_WORDS) codes.delete(word);
    const listed = [...readFileSync(join(ROOT, 'docs/errors.md'), 'utf8').matchAll(/^\| `([A-Z0-9_]+)` \|/gm)].map(
      ([, code]) => code as string,
    );
    expect(listed.filter((code) => !codes.has(code))).toEqual([]);
    expect([...codes].filter((code) => !listed.includes(code))).toEqual([]);
    expect(new Set(listed).size).toBe(listed.length);
  });

  test('shows the help of every command as it is', () => {
    const shown = pages.flatMap((page) =>
      [...readFileSync(join(ROOT, page), 'utf8').matchAll(/<!-- help: (\w+) -->\n```text\n(.*?)```\n/gs)].map(
        ([, command, help]) => [command as string, help as string] as const,
      ),
    );
    const help = (...words: string[]) =>
      execFileSync(process.execPath, [join(ROOT, 'lib/cli/lockstep.js'), ...words, '--help'], {
        encoding: 'utf8',
        env: { ...process.env, COLUMNS: '80' },
      });
    const commands = [...help().matchAll(/^ {2}([a-z]+) (?:\[|<| )/gm)].map(([, command]) => command);
    expect(new Set(shown.map(([command]) => command))).toEqual(new Set(commands.filter((each) => each !== 'help')));
    for (const [command, text] of shown) expect(help(command)).toBe(text);
  });

  test('names every dependency with its reason', () => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    const listed = [...readFileSync(join(ROOT, 'docs/dependencies.md'), 'utf8').matchAll(/^\| `([^`]+)` \|/gm)].map(
      ([, name]) => name,
    );
    expect(new Set(listed)).toEqual(new Set(Object.keys({ ...dependencies, ...devDependencies })));
  });
});
