// Imports every case of a folder of real manifests, and holds what comes out against what went in. Prints a table.
// LOCKSTEP_CORPUS is the folder; it has equal.py, which compares two sets of manifests and knows nothing of this project.
const { spawnSync } = require('node:child_process');
const { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } =
  require('node:fs');
const { tmpdir } = require('node:os');
const { join, resolve } = require('node:path');

const ROOT = resolve(__dirname, '..');
const LOCKSTEP = join(ROOT, 'lib/cli/lockstep.js');
const CORPUS = process.env.LOCKSTEP_CORPUS;
const NEW_TAG = '99.99.99';
/** What the message of each refusal names. */
const FLAGS = {
  IMPORT_DRIFT: ['--keep-drift'],
  IMPORT_TAG_PER_SERVICE: ['--keep-drift'],
  IMPORT_VARIABLE_UNSET: ['--tag', '1.0.0'],
  PROCFILE_WITHOUT_IMAGE: ['--image', 'registry.example.com/team/app:1.0.0'],
};
const only = process.argv.slice(2);

if (!CORPUS || !existsSync(join(CORPUS, 'equal.py'))) {
  console.log('skipped: no corpus (LOCKSTEP_CORPUS names none)');
  process.exit(0);
}
const { parseManifests } = require('../lib/manifest/parse-manifests');
const { findContainers } = require('../lib/manifest/containers');

const work = mkdtempSync(join(tmpdir(), 'lockstep-corpus-'));
const env = { ...process.env, LOCKSTEP_CACHE_DIR: join(work, 'cache') };
const lockstep = (words, cwd = work) =>
  spawnSync(process.execPath, [LOCKSTEP, ...words], { cwd, env, encoding: 'utf8', maxBuffer: 1 << 28 });
const faults = [];

function linkPackages(folder) {
  const modules = join(folder, 'node_modules');
  if (existsSync(modules)) return;
  mkdirSync(modules);
  symlinkSync(ROOT, join(modules, 'cdk8s-lockstep'));
  for (const name of ['cdk8s', 'cdk8s-plus-27', 'constructs', 'kubernetes-types', '@types']) {
    symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
  }
}

function importCase(input, out, more = []) {
  let flags = [];
  let result = lockstep([
    'import',
    input,
    '--out',
    out,
    '--json',
    ...more,
    ...(more.length > 0 ? ['--keep-drift'] : []),
  ]);
  const code = /^error (\w+):/m.exec(result.stderr)?.[1];
  if (result.status !== 0 && FLAGS[code]) {
    flags = FLAGS[code];
    result = lockstep(['import', input, '--out', out, '--json', ...flags]);
  }
  if (result.status !== 0) return { flags, refusal: result.stderr.split('\n')[0] };
  linkPackages(out);
  return { flags, refused: flags.length > 0 ? code : undefined, report: JSON.parse(result.stdout) };
}

function containersOf(folder, images) {
  return readManifests(folder)
    .flatMap(findContainers)
    .filter(({ container }) => images.has(container.image)).length;
}

function readManifests(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.yaml'))
    .flatMap((name) => parseManifests(readFileSync(join(folder, name), 'utf8'), name))
    .map(({ manifest }) => manifest);
}

/** Statements without comments and without what comments do to the layout. */
function bare(text) {
  return text
    .split('\n')
    .filter((line) => !/^\s*\/\//.test(line))
    .join('')
    .replace(/,(?=\s*[}\])])/g, '')
    .replace(/\s+/g, '');
}

function dist(folder) {
  const path = join(folder, 'dist');
  return readdirSync(path)
    .sort()
    .map((name) => readFileSync(join(path, name), 'utf8'))
    .join('\n');
}

/** How many lines a bump changes, and how many of them name an image. */
function bump(folder, report) {
  const before = dist(folder).split('\n');
  for (const { id } of report.releases) {
    const files = readdirSync(folder).filter((name) => /^release.*\.yaml$/.test(name));
    const file = files.find((name) => name === `release.${id}.yaml`) ?? 'release.yaml';
    const result = lockstep(['bump', NEW_TAG, '--file', file, '--offline'], folder);
    if (result.status !== 0) return { problem: result.stderr.split('\n')[0] };
  }
  const after = dist(folder).split('\n');
  if (before.length !== after.length) return { problem: 'a bump adds or removes lines' };
  const changed = after.filter((line, index) => line !== before[index]);
  const strange = changed.find((line) => !/^\s*(?:- )?image: /.test(line));
  return { changed: changed.length, problem: strange && `a bump changes: ${strange.trim()}` };
}

function runKubernetesCase(name, input) {
  const out = join(work, name);
  const { flags, refused, refusal, report } = importCase(input, out);
  if (!report) return { name, outcome: refusal };
  const problems = [];
  const synth = lockstep(['synth'], out);
  if (synth.status !== 0) problems.push(`synth: ${synth.stderr.split('\n')[0]}`);
  const equal = spawnSync('python3', [join(CORPUS, 'equal.py'), input, '--', join(out, 'dist')], { encoding: 'utf8' });
  if (equal.status !== 0) problems.push(equal.stdout.trim().split('\n').slice(0, 2).join('; '));
  const images = new Set(report.releases.map(({ image }) => image));
  const all = containersOf(join(out, 'dist'), images);
  const inCode = all - containersOf(join(out, 'manifests'), images);
  if (inCode < 0.95 * all) problems.push(`only ${inCode} of ${all} containers are code`);
  const version = report.releases[0].image.slice(report.releases[0].image.replace(/@.*/, '').lastIndexOf(':') + 1);
  const again = importCase(join(out, 'dist'), join(work, `${name}-again`), refused ? ['--tag', version] : []);
  const main = readFileSync(join(out, 'main.ts'), 'utf8');
  const second = again.report && readFileSync(join(work, `${name}-again`, 'main.ts'), 'utf8');
  if (!second) problems.push(`again: ${again.refusal}`);
  else if (bare(main) !== bare(second)) problems.push('importing its output gives another main.ts');
  const { changed, problem } = bump(out, report);
  if (problem) problems.push(problem);
  else if (changed !== inCode) problems.push(`a bump changes ${changed} lines for ${inCode} containers`);
  faults.push(...problems.map((text) => `${name}: ${text}`));
  return {
    name,
    code: report.code.filter(({ kind }) => !['Service', 'ConfigMap', 'Ingress'].includes(kind)).length,
    native: report.code.filter(({ form }) => form === 'native').length,
    containers: `${inCode}/${all}`,
    kept: report.kept.length,
    lines: main.split('\n').length - 1,
    outcome: problems.length > 0 ? problems[0] : `equal${refused ? ` with ${flags.join(' ')} (${refused})` : ''}`,
  };
}

/** Two environments of one app, each equal to its own input. */
function runEnvironments(name, folder) {
  const out = join(work, `${name}-environments`);
  const inputs = { production: join(folder, 'manifests.yaml'), staging: join(folder, 'staging.yaml') };
  const words = Object.entries(inputs).flatMap(([environment, path]) => ['--env', `${environment}=${path}`]);
  const result = lockstep(['import', ...words, '--out', out, '--json', '--keep-drift']);
  if (result.status !== 0) return { name: `${name} *`, outcome: result.stderr.split('\n')[0] };
  linkPackages(out);
  const problems = [];
  const synth = lockstep(['synth'], out);
  if (synth.status !== 0) problems.push(`synth: ${synth.stderr.split('\n')[0]}`);
  for (const [environment, input] of Object.entries(inputs)) {
    const own = readdirSync(join(out, 'dist')).filter((file) => file.startsWith(environment));
    const files = own.map((file) => join(out, 'dist', file));
    const equal = spawnSync('python3', [join(CORPUS, 'equal.py'), input, '--', ...files], { encoding: 'utf8' });
    if (equal.status !== 0) problems.push(equal.stdout.trim().split('\n').slice(0, 2).join('; '));
  }
  faults.push(...problems.map((text) => `${name} *: ${text}`));
  const report = JSON.parse(result.stdout);
  return {
    name: `${name} *`,
    code: report.code.filter(({ kind }) => !['Service', 'ConfigMap', 'Ingress'].includes(kind)).length,
    native: report.code.filter(({ form }) => form === 'native').length,
    kept: report.kept.length,
    lines: readFileSync(join(out, 'main.ts'), 'utf8').split('\n').length - 1,
    outcome: problems[0] ?? 'each environment equal',
  };
}

/** A Compose file or a Procfile: there is nothing to be equal to, but kubectl has to take what comes out. */
function runOtherCase(name, input) {
  const out = join(work, name);
  const { flags, refusal, report } = importCase(input, out);
  if (!report) return { name, outcome: refusal };
  const problems = [];
  const synth = lockstep(['synth'], out);
  if (synth.status !== 0) problems.push(`synth: ${synth.stderr.split('\n')[0]}`);
  const dist = join(out, 'dist');
  writeFileSync(join(dist, 'kustomization.yaml'), JSON.stringify({ resources: readdirSync(dist) }));
  const built = spawnSync('kubectl', ['kustomize', dist], { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (built.status !== 0) problems.push(`kubectl kustomize: ${built.stderr.trim()}`);
  faults.push(...problems.map((text) => `${name}: ${text}`));
  if (process.env.NOTES) for (const note of report.notes) console.log(`  ${note.place}: ${note.what} -> ${note.why}`);
  return {
    name,
    code: report.code.filter(({ kind }) => !['Service', 'ConfigMap', 'Ingress'].includes(kind)).length,
    native: report.code.filter(({ form }) => form === 'native').length,
    containers: report.releases.reduce((sum, { containers }) => sum + containers, 0),
    kept: report.kept.length,
    lines: readFileSync(join(out, 'main.ts'), 'utf8').split('\n').length - 1,
    outcome:
      problems[0] ?? `synthesized, ${report.notes.length} notes${flags.length > 0 ? `, with ${flags.join(' ')}` : ''}`,
  };
}

const folders = readdirSync(CORPUS, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && (only.length === 0 || only.some((word) => entry.name.includes(word))))
  .map(({ name }) => name);
const inputs = (file) => folders.flatMap((name) => (existsSync(join(CORPUS, name, file)) ? [name] : []));
const kubernetes = inputs('manifests.yaml').map((name) =>
  runKubernetesCase(name, join(CORPUS, name, 'manifests.yaml')),
);
const others = ['docker-compose.yml', 'Procfile'].flatMap((file) =>
  inputs(file).map((name) => runOtherCase(name, join(CORPUS, name, file))),
);
const environments = inputs('staging.yaml').map((name) => runEnvironments(name, join(CORPUS, name)));
const rows = [...kubernetes, ...environments, ...others];

const widths = [28, 6, 6, 10, 6, 6];
const print = (cells) =>
  console.log(cells.map((cell, index) => String(cell ?? '-').padEnd(widths[index] ?? 0)).join(' '));
print(['case', 'code', 'native', 'containers', 'kept', 'lines', 'outcome']);
for (const { name, code, native, containers, kept, lines, outcome } of rows) {
  print([name, code, native, containers, kept, lines, outcome]);
}

// every main.ts type-checks under strict, and the formatter leaves it as it is
const apps = readdirSync(work).filter((name) => existsSync(join(work, name, 'main.ts')));
for (const app of apps) cpSync(join(work, app, 'main.ts'), join(work, 'all', `${app}.ts`), { recursive: true });
const format = spawnSync(
  join(ROOT, 'node_modules/.bin/biome'),
  ['format', '--max-diagnostics=none', join(work, 'all')],
  {
    cwd: ROOT,
    encoding: 'utf8',
  },
);
if (format.status !== 0) faults.push(`the formatter would change: ${format.stdout}${format.stderr}`.slice(0, 2000));
linkPackages(join(work, 'all'));
writeFileSync(
  join(work, 'all/tsconfig.json'),
  JSON.stringify({
    compilerOptions: {
      module: 'node20',
      target: 'es2023',
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      types: ['node'],
    },
    include: ['*.ts'],
  }),
);
const types = spawnSync(join(ROOT, 'node_modules/.bin/tsc'), ['-p', join(work, 'all')], { encoding: 'utf8' });
if (types.status !== 0) faults.push(`types: ${types.stdout.slice(0, 3000)}`);

const equal = kubernetes.filter(({ outcome }) => outcome.startsWith('equal')).length;
console.log(
  `\n${equal} of ${kubernetes.length} installs equal; ${apps.length} apps type-check and are formatted: ${faults.length} faults`,
);
for (const fault of faults) console.error(fault);
if (process.env.KEEP) console.log(`kept in ${work}`);
else rmSync(work, { recursive: true });
process.exitCode = faults.length > 0 ? 1 : 0;
