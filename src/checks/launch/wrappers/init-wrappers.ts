import type { Wrapper } from '../launch';
import { type PrefixGrammar, prefixWrapper } from './unwrap-prefix';

// without `--` in front some builds of it take later options for their own, and then start nothing at all
const TINI: PrefixGrammar = { flags: 'vwgs', valued: 'peR', ends: ['-h', '-l', '--version'] };

/**
 * Small programs that are the first process of a container and start the real one.
 *
 * @see https://github.com/krallin/tini
 * @see https://github.com/Yelp/dumb-init
 * @see https://github.com/openSUSE/catatonit
 */
export const INIT_WRAPPERS: ReadonlyMap<string, Wrapper> = new Map(
  Object.entries({
    tini: TINI,
    'tini-static': TINI,
    'docker-init': TINI,
    'dumb-init': {
      flags: 'cv',
      valued: 'r',
      longFlags: ['single-child', 'verbose'],
      longValued: ['rewrite'],
      ends: ['-h', '-V', '--help', '--version'],
    },
    catatonit: { flags: 'g', ends: ['-h', '-L', '-P', '-V', '--version'] },
  } satisfies Record<string, PrefixGrammar>).map(([name, grammar]) => [name, prefixWrapper(grammar)]),
);
