import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../../src/errors';
import { dockerfileView } from '../../src/operations/dockerfile-view';

const folder = mkdtempSync(join(tmpdir(), 'lockstep (dockerfile) '));
const file = join(folder, 'Dockerfile');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function problemsOf(text: string): Promise<readonly { code: string; what: string; why: string; fix: string }[]> {
  writeFileSync(file, text);
  try {
    await dockerfileView(file, {});
  } catch (error) {
    if (error instanceof UserError) return error.problems;
    throw error;
  }
  return [];
}

describe('a file that is no Dockerfile', () => {
  test('steers no terminal', async () => {
    const problems = await problemsOf('FROM scratch\n\u001b[2JRUM a\u0007\nEVIL\u009b2J b\n');
    expect(problems).not.toHaveLength(0);
    expect(JSON.stringify(problems)).not.toMatch(/\\u00|\u009b/);
  });

  test.each([
    [20, [], 'twenty'],
    [21, ['FILE has at least 1 more problem'], 'one more'],
    [60, ['FILE has at least 40 more problems'], 'many more'],
  ])('has %d problems, of which twenty are told, and a count', async (lines, last, _reason) => {
    const problems = await problemsOf(`FROM scratch\n${'NONSENSE x\n'.repeat(lines)}`);
    expect(problems).toHaveLength(20 + last.length);
    expect(problems.slice(20).map(({ what }) => what.replace(file, 'FILE'))).toEqual(last);
    expect(new Set(problems.map(({ code }) => code))).toEqual(new Set(['DOCKERFILE_INVALID']));
  });

  test('that is right is looked at', async () => {
    expect(await problemsOf('FROM scratch\nCMD ["/web"]\n')).toEqual([]);
  });
});
