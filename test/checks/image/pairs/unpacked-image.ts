import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, lstatSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { asFields, asList, type Fields, type Manifest, nameOf } from '../../../../src/manifest/manifest';
import type { ContainerProcess } from './container-process';

// faster than one that a version manager stands before
const PYTHON = ['/usr/bin/python3', 'python3'].find((path) => !path.startsWith('/') || existsSync(path)) ?? '';
const LAUNCHER = join(__dirname, 'start-in-root.py');

/** What is missing on this machine to unpack images and start programs in them; undefined when nothing is. */
export function findMissingTool(): string | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') return 'not Linux on x86-64';
  if (process.getuid?.() !== 0) return 'not root';
  for (const [program, ...args] of [
    ['umoci', '--version'],
    [PYTHON, '--version'],
    ['unshare', '--mount', 'true'],
  ] as const) {
    if (spawnSync(program, args).status !== 0) return `no ${[program, ...args.slice(0, -1)].join(' ')}`;
  }
  return undefined;
}

/** Unpacks an image of an OCI layout into a folder, which is made; false when that cannot be done. */
export function unpackImage(layout: string, tag: string, root: string): boolean {
  return spawnSync('umoci', ['raw', 'unpack', '--image', `${layout}:${tag}`, root]).status === 0;
}

/** Lays the volumes of a container over an unpacked image: what an emptyDir or a ConfigMap holds when it starts. */
export function layVolumes(root: string, pod: Fields, container: Fields, objects: readonly Manifest[]): void {
  for (const { name, mountPath, subPath } of asList(container.volumeMounts)) {
    const volume = asList(pod.volumes).find((each) => each.name === name) ?? {};
    const target = requireInside(root, String(mountPath));
    rmSync(target, { recursive: true, force: true });
    mkdirSync(dirname(target), { recursive: true });
    const files = 'emptyDir' in volume ? [] : filesOf(asFields(volume.configMap), objects);
    if (subPath === undefined) mkdirSync(target);
    for (const { path, content, mode } of files) {
      if (subPath !== undefined && path !== subPath) continue;
      const file = subPath === undefined ? join(target, path) : target;
      writeFileSync(file, content);
      chmodSync(file, mode);
    }
  }
}

function filesOf({ name, defaultMode = 0o644, items }: Fields, objects: readonly Manifest[]) {
  const object = objects.find((each) => each.kind === 'ConfigMap' && nameOf(each) === name);
  if (object === undefined) throw new Error(`a volume that cannot be laid: ${String(name)}`);
  const data = asFields(object.data);
  const all = items === undefined ? Object.keys(data).map((key) => ({ key, path: key })) : asList(items);
  return all.map((item: Fields) => ({
    path: String(item.path),
    content: String(data[String(item.key)]),
    mode: Number(item.mode ?? defaultMode),
  }));
}

/** A path below a root, of which no folder is a link: it would lead out of the root. */
function requireInside(root: string, path: string): string {
  let at = root;
  for (const word of posix.normalize(path).split('/').filter(Boolean)) {
    at = join(at, word);
    if (word === '..' || (existsSync(at) && lstatSync(at).isSymbolicLink())) throw new Error(`${path} has a link`);
  }
  return at;
}

/** Starts a process in an unpacked image: `starts`, `ENOENT`, `exit 127`. */
export function startInRoot(root: string, request: ContainerProcess): string {
  return execFileSync('unshare', ['--mount', PYTHON, '-SE', LAUNCHER], {
    input: JSON.stringify({ root, ...request }),
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'pipe'],
  }).trim();
}
