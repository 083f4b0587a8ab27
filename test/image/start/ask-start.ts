import { findStart } from '../../../src/image/start/find-start-fault';
import type { StartAnswer, StartQuestion } from '../../../src/image/start/start-question';
import { type FakeFile, FakeFiles } from './fake-files';

/** What a question may say besides the files. */
export interface Circumstances extends Partial<Omit<StartQuestion, 'files' | 'platform' | 'path' | 'entry' | 'env'>> {
  /** `linux/amd64` when not given. */
  readonly platform?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** Whether a file of an image can start, started by root in `/` unless it is said otherwise. */
export async function askStart(
  path: string,
  images: Readonly<Record<string, FakeFile>>,
  { platform = 'linux/amd64', env = {}, ...rest }: Circumstances = {},
): Promise<StartAnswer> {
  const files = new FakeFiles(images);
  const found = await files.resolve(path);
  if (found.outcome !== 'found') throw new Error(`${path} is ${found.outcome}`);
  const [os = '', architecture = ''] = platform.split('/');
  return await findStart({
    ...{
      files,
      platform: { os, architecture },
      path: found.path,
      entry: found.entry,
      env: new Map(Object.entries(env)),
    },
    ...{ user: { uid: 0, gids: [0] }, workingDirectory: '/', ...rest },
  });
}
