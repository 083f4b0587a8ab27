const { spawnSync } = require('node:child_process');
const { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync } = require('node:fs');
const { renameSync, rmSync } = require('node:fs');
const { symlinkSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { dirname, join, resolve } = require('node:path');

const ROOT = resolve(__dirname, '..');
const LIB = resolve(process.env.LIB ?? join(ROOT, 'lib'));
const MODULES = join(ROOT, 'node_modules');
/** Where `--install-peers` puts them. */
const PEERS = resolve(process.env.BENCH_PEERS ?? join(ROOT, '.cache/bench-peers'));
const PEER_MODULES = join(PEERS, 'node_modules');

let workFolder;
let count = 0;

/** A new folder, which {@link removeWorkspace} removes. */
function createFolder() {
  workFolder ??= mkdtempSync(join(tmpdir(), 'lockstep-bench-'));
  const folder = join(workFolder, `${count++}`);
  mkdirSync(folder);
  return folder;
}

/**
 * Takes files or folders out of a folder that {@link createFolder} made. They are not removed before the end: a file
 * system without a journal does not give their places away for minutes, and each file that is created has to search
 * past all of them.
 */
function setAside(folder, ...names) {
  for (const name of names) {
    if (existsSync(join(folder, name))) renameSync(join(folder, name), join(createFolder(), name));
  }
}

/** Removes all that was made here. Not between measurements; {@link setAside} says why. */
function removeWorkspace() {
  if (workFolder) rmSync(workFolder, { recursive: true, force: true });
  workFolder = undefined;
}

/** Writes files by their names relative to the folder. */
function writeFiles(folder, files) {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

/**
 * Gives the folder a node_modules with our dependencies, and with this library as npm would install it: copied, and not
 * linked to a checkout, whose files would be looked at one by one.
 *
 * @param links packages that come from another folder than ours: `{ name: folder of the package }`
 */
function linkModules(folder, links = {}) {
  const modules = join(folder, 'node_modules');
  mkdirSync(join(modules, '.bin'), { recursive: true });
  for (const name of packageNames(MODULES)) link(links[name] ?? join(MODULES, name), join(modules, name));
  for (const [name, target] of Object.entries(links)) {
    if (!existsSync(join(modules, name))) link(target, join(modules, name));
  }
  const own = join(modules, 'cdk8s-lockstep');
  rmSync(own, { recursive: true, force: true });
  mkdirSync(own);
  cpSync(join(ROOT, 'package.json'), join(own, 'package.json'));
  cpSync(LIB, join(own, 'lib'), { recursive: true });
  link(join(own, 'lib/cli/lockstep.js'), join(modules, '.bin/lockstep'));
  for (const name of ['cdk8s', 'tsc']) link(join(MODULES, '.bin', name), join(modules, '.bin', name));
  for (const name of Object.keys(links)) {
    const { bin = {} } = JSON.parse(readFileSync(join(modules, name, 'package.json'), 'utf8'));
    for (const [command, file] of Object.entries(bin)) link(join(modules, name, file), join(modules, '.bin', command));
  }
  return modules;
}

/** Names of the packages in a node_modules; those with an owner as `@owner/name`. */
function packageNames(modules) {
  return readdirSync(modules).flatMap((name) => {
    if (name.startsWith('.')) return [];
    return name.startsWith('@') ? readdirSync(join(modules, name)).map((each) => `${name}/${each}`) : name;
  });
}

function link(target, path) {
  mkdirSync(dirname(path), { recursive: true });
  rmSync(path, { force: true });
  symlinkSync(target, path);
}

/** The version in the package.json of a package; undefined when it is not there. */
function findVersion(name, modules = MODULES) {
  const file = join(modules, name, 'package.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).version : undefined;
}

/**
 * A program that was installed for this, or that is on the PATH, and what it says of its version (kubectl also says
 * that of the kustomize in it).
 *
 * @returns `{ program, version }`, or `{ missing: why }`
 */
function findProgram(name, versionWords) {
  const own = join(PEERS, 'bin', name);
  const program = existsSync(own) ? own : name;
  const { error, status, stdout } = spawnSync(program, versionWords, { encoding: 'utf8' });
  if (error?.code === 'ENOENT') return { missing: `there is no ${name} on the PATH or in ${dirname(own)}` };
  if (error || status !== 0)
    return { missing: `'${name} ${versionWords.join(' ')}' ${error ?? `ended with ${status}`}` };
  const versions = [...stdout.matchAll(/\bv?(\d+\.\d[^\s",+]*)/g)].map(([, version]) => version);
  return { program, version: versions.join(', with kustomize ') || 'of unknown version' };
}

module.exports = {
  LIB,
  PEERS,
  PEER_MODULES,
  ROOT,
  createFolder,
  findProgram,
  findVersion,
  linkModules,
  removeWorkspace,
  setAside,
  writeFiles,
};
