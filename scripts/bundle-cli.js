// Puts what every command needs into one file, so that the command line starts in half the time.
// What only one command needs stays outside and is loaded when that command runs.
const { join, relative, resolve, sep } = require('node:path');
const { build } = require('esbuild');

const SRC = resolve(__dirname, '../src');
const LIB = resolve(__dirname, '../lib');
const CLI = join(LIB, 'cli');
/** What starts every command, by files and folders of src/, and does what is quick. */
const START = {
  entries: ['lockstep', 'main'],
  inside: [
    'cli',
    'app-runner',
    'cache',
    'synth',
    'release',
    'errors.ts',
    'did-you-mean.ts',
    'operations/bump.ts',
    'operations/read-release-change.ts',
    'workloads/synth-report.ts',
  ],
  outside: ['cli/synthesize-change.ts'],
  packages: /^(?:commander|@commander-js\/extra-typings|yaml|fastest-levenshtein)$/,
};
/** What it takes to synthesize a change of a release. The larger the first file is, the later every command starts. */
const CHANGE = {
  entries: ['synthesize-change'],
  inside: [
    'cli/output.ts',
    'app-runner',
    'cache',
    'diff',
    'manifest',
    'release',
    'synth',
    'errors.ts',
    'did-you-mean.ts',
    'operations/change-releases.ts',
    'operations/read-synthesized.ts',
    'workloads/synth-report.ts',
  ],
  outside: [],
  packages: /^(?:ansis|diff)$/,
};

const bundle = ({ entries, inside, outside, packages }) =>
  build({
    entryPoints: entries.map((name) => join(SRC, `cli/${name}.ts`)),
    outdir: CLI,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    // compiled code that was kept has lost the way to the module loader; require() takes ES modules too
    supported: { 'dynamic-import': false },
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    logLevel: 'warning',
    plugins: [
      {
        name: 'outside',
        setup({ onLoad, onResolve }) {
          // commander loads it for subcommands that are programs of their own, which we have none of; it takes 7 ms
          onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
            importer.includes('commander') ? { path: 'child_process', namespace: 'none' } : undefined,
          );
          onLoad({ filter: /.*/, namespace: 'none' }, () => ({ contents: 'module.exports = {};' }));
          onResolve({ filter: /^\./ }, ({ path, resolveDir }) => {
            const file = relative(SRC, resolve(resolveDir, path));
            const isOurs = !file.startsWith('..');
            const path_ = `${file.split(sep).join('/')}.ts`;
            const isIn = (places) => places.some((each) => path_ === each || path_.startsWith(`${each}/`));
            const isInside = !isOurs || (isIn(inside) && !isIn(outside));
            // from src/cli and from lib/cli the way to a sibling folder is the same
            return isInside ? undefined : { path: `../${file.split(sep).join('/')}`, external: true };
          });
          onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
            kind === 'entry-point' || packages.test(path) ? undefined : { path, external: true },
          );
        },
      },
    ],
  });

Promise.all([START, CHANGE].map(bundle)).catch(() => process.exit(1));
