import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const TEXTS = Symbol.for('cdk8s-lockstep.release-texts');
/** Names a JSON file with the same map, for apps that run in a process of their own. */
export const TEXTS_VARIABLE = 'LOCKSTEP_RELEASE_TEXTS';

// the app has a copy of this library of its own, so what a command tells it is kept by the process
const shared = globalThis as { [TEXTS]?: ReadonlyMap<string, string> };

/**
 * Lets release files be read as if they had these texts, by absolute path, until the returned function is called.
 * So a command knows what comes out of a bump before it touches a file.
 */
export function pretendReleaseTexts(texts: ReadonlyMap<string, string>): () => void {
  shared[TEXTS] = texts;
  return () => {
    delete shared[TEXTS];
  };
}

/** The text that a release file is to be read as; undefined when it is to be read from disk. */
export function pretendedText(path: string): string | undefined {
  const absolute = resolve(path);
  const file = process.env[TEXTS_VARIABLE];
  if (shared[TEXTS] === undefined && file)
    shared[TEXTS] = new Map(Object.entries(JSON.parse(readFileSync(file, 'utf8'))));
  return shared[TEXTS]?.get(absolute);
}
