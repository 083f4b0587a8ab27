import fc from 'fast-check';
import type { Unwrapped } from '../../../../src/checks/launch/launch';
import { unwrapLaunch } from '../../../../src/checks/launch/unwrap-launch';
import { launch } from '../launch';
import { findShells, RealShell } from './real-shell';

const PROGRAMS = Array.from({ length: 12 }, (_, index) => `p${index}`);
const ENV = { ONE: 'one', TWO: 'two  words', EMPTY: '' };

const WORDS = [
  ...['x', '"a  b"', "'c d'", 'e\\ f', "m'n'$ONE", '-o', '"\\$" \'\\n\'', '#', '>/dev/null', '2>&1'],
  ...['$ONE', '"$TWO"', '$TWO', '$EMPTY', '"$EMPTY"', '$V', '$UNKNOWN', '$1', '"$@"', '$(echo k)'],
  ...['${EMPTY:-g h}', '${ONE:+i}', '"${V:-j}"'],
];
const BUILT_IN = [
  ...['true', ':', 'V=v', 'V="$ONE $TWO"', 'export V=w', 'set -e', 'set +e', 'set -- q r', 'unset V', 'shift'],
  ...['false', '[ x = y ]', 'test x', 'exit 0', 'exit 3', 'echo s', 'cd /', 'trap "exit 0" EXIT'],
];
const UNREAD = ['if true; then P; fi', 'for i in 1; do P; done', 'f() { P; }', 'eval P'];

type Part = 'list' | 'andOr' | 'pipeline' | 'command';

/** A script in which `P` stands for a program. */
const template: fc.Arbitrary<string> = fc.letrec<Record<Part, string>>((tie) => {
  const program = fc.array(fc.constantFrom(...WORDS), { maxLength: 3 }).map((words) => ['P', ...words].join(' '));
  const separated = (part: Part, separators: readonly string[], maxLength: number) =>
    fc
      .tuple(tie(part), fc.array(fc.tuple(fc.constantFrom(...separators), tie(part)), { maxLength }))
      .map(([first, rest]) => first + rest.flat().join(''));
  return {
    list: separated('andOr', ['; ', '\n', ' ;', ' & ', ' # so\n'], 3),
    andOr: separated('pipeline', [' && ', ' || ', ' &&\n'], 2),
    pipeline: fc.oneof(
      { weight: 6, arbitrary: tie('command') },
      { weight: 1, arbitrary: fc.tuple(tie('command'), tie('command')).map((pair) => pair.join(' | ')) },
      { weight: 1, arbitrary: tie('command').map((command) => `! ${command}`) },
    ),
    command: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      { weight: 4, arbitrary: program },
      { weight: 3, arbitrary: fc.constantFrom(...BUILT_IN) },
      { weight: 2, arbitrary: program.map((text) => `exec ${text}`) },
      { weight: 1, arbitrary: program.map((text) => `V=z ${text}`) },
      { weight: 1, arbitrary: program.map((text) => `command ${text}`) },
      { weight: 2, arbitrary: tie('list').map((list) => `( ${list} )`) },
      { weight: 2, arbitrary: tie('list').map((list) => `{ ${list}\n}`) },
      { weight: 1, arbitrary: fc.constantFrom(...UNREAD) },
    ),
  };
}).list;

/** A script of programs that all have names of their own. */
const script = template
  .filter((text) => text.split(/\bP\b/).length <= PROGRAMS.length + 1)
  .map((text) => {
    let count = 0;
    return text.replace(/\bP\b/g, () => `p${count++}`);
  });

function said(shell: string, text: string): Unwrapped {
  return unwrapLaunch(launch([shell, '-c', text], { env: new Map(Object.entries(ENV)) }));
}

describe.each(findShells(['sh', 'bash']))('what is said of a script, and what %s does', (shell) => {
  let real: RealShell;
  beforeAll(() => {
    real = new RealShell(shell, PROGRAMS);
  });
  afterAll(() => real.remove());

  test('the shell starts the programs, and fails without one', () => {
    const text = 'p0 "$ONE" "$TWO"; p1';
    const started = [['p0', 'one', 'two  words'], ['p1']];
    expect(real.run(text, ENV)).toEqual({ status: 0, started });
    expect(real.run(text, ENV, 'p1')).toEqual({ status: 127, started: started.slice(0, 1) });
  });

  test('it starts nothing that was not said, in other words than were said, unless something is said to be unknown', () => {
    fc.assert(
      fc.property(script, (text) => {
        const { launches, unknown } = said(shell, text);
        for (const words of unknown === undefined ? real.run(text, ENV).started : []) {
          const one = launches.find(({ argv }) => argv[0] === words[0]);
          expect(one && (one.isCut ? words.slice(0, one.argv.length) : words)).toEqual(one?.argv ?? 'said');
        }
      }),
      { numRuns: 150 },
    );
  });

  test('it starts what is certain, when it comes to a good end', () => {
    fc.assert(
      fc.property(script, (text) => {
        const { launches } = said(shell, text);
        const { status, started } = real.run(text, ENV);
        if (status !== 0) return;
        const names = started.map(([name]) => name);
        const certain = launches.filter(({ isCertain }) => isCertain).map(({ argv }) => argv[0]);
        expect(certain.filter((name) => !names.includes(name))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test('it fails without any of what is certain', () => {
    fc.assert(
      fc.property(script, (text) => {
        for (const { argv, isCertain } of said(shell, text).launches) {
          if (isCertain) expect([argv[0], real.run(text, ENV, argv[0]).status]).not.toEqual([argv[0], 0]);
        }
      }),
      { numRuns: 150 },
    );
  });
});
