const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { cdk8sApp } = require('../apps/cdk8s-app');
const { TAG, expectedManifests } = require('../apps/system');
const { shell } = require('../shell');
const { CHECKED_TAG, tagOf } = require('../tags');
const { PEER_MODULES, findVersion, linkModules, writeFiles } = require('../workspace');

const tsNode = findVersion('ts-node', PEER_MODULES);
/** What `cdk8s init` sets up, or else the compiler that is there. */
const TYPESCRIPT = tsNode
  ? {
      app: 'npx ts-node main.ts',
      version: `through ts-node ${tsNode} and TypeScript ${findVersion('typescript', PEER_MODULES)}`,
      links: Object.fromEntries(['ts-node', 'typescript'].map((name) => [name, join(PEER_MODULES, name)])),
    }
  : {
      app: 'npx tsc -p . && node main.js',
      version: `through tsc ${findVersion('typescript')} (--install-peers installs ts-node, which cdk8s init sets up)`,
      links: {},
    };
/** How an app is run: in which file the image stands, and by which command. */
const WAYS = {
  'compiled JavaScript': { main: 'main.js', app: 'node main.js', links: {} },
  TypeScript: { main: 'main.ts', app: TYPESCRIPT.app, links: TYPESCRIPT.links },
};
const SYNTH = ['npx', 'cdk8s', 'synth', '--check-upgrade=false'];

module.exports = {
  find: () => ({ name: 'cdk8s-cli', version: `${findVersion('cdk8s-cli')}, TypeScript ${TYPESCRIPT.version}` }),
  synth: (names) =>
    Object.entries(WAYS).map(([name, way]) => ({
      name: `npx cdk8s synth, ${name}`,
      setUp: (folder) => ({ ...setUp(folder, names, way), command: SYNTH, expected: expectedManifests(names) }),
    })),
  bump: (names) =>
    Object.entries(WAYS).map(([name, way]) => ({
      name: `sed, npx cdk8s synth, ${name}`,
      setUp: (folder) => ({
        ...setUp(folder, names, way),
        command: (round) => shell(`sed -i.bak 's/all:1[0-9.]*/all:${tagOf(round)}/' ${way.main}`, SYNTH),
        expected: expectedManifests(names, CHECKED_TAG),
      }),
    })),
};

function setUp(folder, names, { main, app, links }) {
  const files = cdk8sApp(names, app);
  writeFiles(folder, files);
  linkModules(folder, links);
  if (main === 'main.js') writeFiles(folder, { 'main.js': compile(files['main.ts']) });
  if (!readFileSync(join(folder, main), 'utf8').includes(`all:${TAG}`)) throw new Error(`no image in ${main}`);
  return { cwd: folder, output: join(folder, 'dist') };
}

function compile(text) {
  const { transformSync } = require('esbuild');
  return transformSync(text, { loader: 'ts', format: 'cjs', target: 'es2017' }).code;
}
