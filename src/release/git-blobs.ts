import type { Git } from './git';

const LINE_END = 0x0a;

/**
 * Contents by id, read by one process whatever their number. What the repository does not have is left out.
 *
 * @throws UserError GIT_FAILED
 */
export async function readBlobs(git: Git, ids: Iterable<string>): Promise<Map<string, Buffer>> {
  const asked = [...new Set(ids)];
  const blobs = new Map<string, Buffer>();
  if (asked.length === 0) return blobs;
  const output = await git.run('cat-file', ['--batch', '--buffer'], `${asked.join('\n')}\n`);
  let at = 0;
  for (const id of asked) {
    const end = output.indexOf(LINE_END, at);
    const [, , size] = output.toString('latin1', at, end).split(' ');
    at = end + 1;
    if (size === undefined) continue;
    blobs.set(id, output.subarray(at, at + Number(size)));
    at += Number(size) + 1;
  }
  return blobs;
}
