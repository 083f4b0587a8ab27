import { relative } from 'node:path';

/**
 * `file:line:column` of the first place in an error's stack that is the user's own: not of Node, of a package,
 * or of this library. Relative to the working folder; undefined when there is none.
 */
export function findFrame(error: unknown): string | undefined {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  for (const line of stack.split('\n')) {
    const place = /^\s+at (?:.*\()?(?:file:\/\/)?(\/.*|[A-Za-z]:\\.*):(\d+):(\d+)\)?$/.exec(line);
    const file = place?.[1];
    if (!place || !file || /[\\/]node_modules[\\/]/.test(file) || isOurs(file)) continue;
    return `${relative(process.cwd(), file)}:${place[2]}:${place[3]}`;
  }
  return undefined;
}

/** Files of this library, compiled or as source. */
function isOurs(file: string): boolean {
  const root = __dirname.replace(/[\\/](?:lib|src)[\\/]app-runner$/, '');
  return ['lib', 'src'].some(
    (folder) => file.startsWith(`${root}/${folder}/`) || file.startsWith(`${root}\\${folder}\\`),
  );
}
