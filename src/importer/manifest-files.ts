import { posix } from 'node:path';
import type { ImportedObject } from './imported-object';

/**
 * The objects that stay YAML, in files below `manifests/` that are laid out as the input was, each object word for word.
 *
 * @returns text by path
 */
export function manifestFiles(objects: readonly ImportedObject[], inputFiles: readonly string[]): Map<string, string> {
  const root = commonFolder(inputFiles);
  const byFile = new Map<string, string[]>();
  for (const { file, text } of objects) {
    const texts = byFile.get(file);
    if (texts) texts.push(text);
    else byFile.set(file, [text]);
  }
  const paths = new Set<string>();
  return new Map(
    [...byFile].map(([file, texts]) => {
      const path = freePath(pathOf(file, root), paths);
      return [path, texts.join('---\n')];
    }),
  );
}

function pathOf(file: string, root: string): string {
  const relative = file.startsWith(root) ? file.slice(root.length) : posix.basename(file);
  const steps = relative.split('/').filter((step) => !['', '.', '..'].includes(step));
  const path = steps.map((step) => step.replace(/[^\w.@+-]/g, '-').replace(/^\.+/, '')).join('/');
  return `manifests/${path.replace(/\.(?:ya?ml|json|golden|tmpl)$/, '') || 'objects'}.yaml`;
}

function freePath(wanted: string, taken: Set<string>): string {
  let path = wanted;
  for (let count = 2; taken.has(path.toLowerCase()); count++) path = wanted.replace(/\.yaml$/, `-${count}.yaml`);
  taken.add(path.toLowerCase());
  return path;
}

/** The folder, with a slash at its end, that all files are in; empty for none. */
function commonFolder(files: readonly string[]): string {
  const folders = files.map((file) => file.split('/').slice(0, -1));
  const [first = [], ...others] = folders;
  const length = first.findIndex((step, index) => others.some((folder) => folder[index] !== step));
  const shared = first.slice(0, length === -1 ? first.length : length);
  return shared.length === 0 ? '' : `${shared.join('/')}/`;
}
