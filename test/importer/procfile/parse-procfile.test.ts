import fc from 'fast-check';
import { parseProcfile } from '../../../src/importer/procfile/parse-procfile';

const WHY = 'a line is name: command, where the name has letters, digits, _ and -, or it begins with #';
const EMPTY = [
  'PROCFILE_INVALID: Procfile:1: no process type is in it',
  '  why: a Procfile says what to run, one process type in a line',
  '  fix: write a line like web: bin/server',
];

describe('a Procfile', () => {
  test('is its process types in their order, with line and comments', () => {
    const text =
      '# the app\n\nweb: bin/server -p $PORT # all\n\n#  more\n#\nbackground_worker:  bin/work  \nX-1:a:b\n# end';
    expect(parseProcfile(text, 'Procfile')).toEqual([
      { name: 'web', command: 'bin/server -p $PORT # all', line: 3, comments: ['the app'] },
      { name: 'background_worker', command: 'bin/work', line: 7, comments: [' more', ''] },
      { name: 'X-1', command: 'a:b', line: 8, comments: [] },
    ]);
  });

  test.each([
    ['web: a\r\nworker: b\r\n', 'Windows'],
    ['web: a\rworker: b\r', 'old Macs'],
    ['\ufeffweb: a\nworker: b', 'a byte order mark, no last end of line'],
    ['  web: a  \n \t \n\tworker:\tb\t\n', 'spaces around'],
  ])('is the same however its lines end: %j', (text) => {
    expect(parseProcfile(text, 'Procfile').map(({ name, command }) => [name, command])).toEqual([
      ['web', 'a'],
      ['worker', 'b'],
    ]);
  });

  test('may have a process type named as what every object has', () => {
    const names = ['__proto__', 'constructor', 'toString'];
    const processes = parseProcfile(names.map((name) => `${name}: a`).join('\n'), 'Procfile');
    expect(processes.map(({ name }) => name)).toEqual(names);
  });

  test.each<[text: string, message: readonly string[], reason: string]>([
    ['', EMPTY, 'empty'],
    ['\r\n  \n# web: a\n', EMPTY, 'nothing but comments'],
    [
      'web: a\nworker: b\nweb: a',
      [
        "PROCFILE_INVALID: Procfile:3: the process 'web' is there twice",
        '  why: line 1 has it too',
        '  fix: rename one of them, or delete it',
      ],
      'a duplicate, even of the same command',
    ],
    [
      'web:',
      [
        "PROCFILE_INVALID: Procfile:1: the process 'web' has no command",
        '  why: there is nothing to run',
        '  fix: write the command behind the colon, or delete the line',
      ],
      'no command',
    ],
    [
      'web: # later',
      [
        "PROCFILE_INVALID: Procfile:1: the process 'web' has no command",
        '  why: there is nothing to run',
        '  fix: write the command behind the colon, or delete the line',
      ],
      'a shell takes it for a comment',
    ],
    [
      "web: echo 'a",
      [
        "PROCFILE_INVALID: Procfile:1: the process 'web' has a quote or a bracket that does not end",
        '  why: no shell could run it',
        '  fix: end it in the same line',
      ],
      'an open quote',
    ],
    [
      'web: a \\\n  --port 80',
      [
        "PROCFILE_INVALID: Procfile:1: the process 'web' ends in a backslash",
        '  why: a Procfile has one line for each process type, and no continuation lines',
        '  fix: write the command in one line, or put it in a script',
        'PROCFILE_INVALID: Procfile:2: this is no process type',
        `  why: ${WHY}`,
        '  fix: mend the line, or delete it',
      ],
      'two lines for one command, both told',
    ],
    [
      'web : a',
      [
        "PROCFILE_INVALID: Procfile:1: a space stands between 'web' and its colon",
        `  why: ${WHY}`,
        '  fix: write web: and the command',
      ],
      'a space too much',
    ],
    [
      'wéb: a',
      ["PROCFILE_INVALID: Procfile:1: 'wéb' is no name of a process type", `  why: ${WHY}`, '  fix: rename it'],
      'a letter that is not allowed',
    ],
    [
      'TOKEN=s3cr3t:x',
      ['PROCFILE_INVALID: Procfile:1: this is no process type', `  why: ${WHY}`, '  fix: mend the line, or delete it'],
      'another kind of file, of which nothing is shown',
    ],
    [
      'web: a\0',
      ['PROCFILE_INVALID: Procfile: this is not text', '  why: it has zero bytes', '  fix: name a Procfile'],
      'a program',
    ],
    [
      `web: ${'é'.repeat(65_536)}`,
      [
        "PROCFILE_INVALID: Procfile:1: the process 'web' has a command that is too long",
        '  why: Linux takes at most 131071 bytes',
        '  fix: put it in a script, and run the script',
      ],
      'longer in bytes than in letters',
    ],
  ])('is refused: %.40j', (text, message) => {
    expect(() => parseProcfile(text, 'Procfile')).toThrow(new Error(message.join('\n')));
  });

  test('is read or refused, whatever it is', () => {
    const line = fc.oneof(
      fc.string(),
      fc.constantFrom('web: a', 'web: a', '#', 'a b: c', ':', 'web:\\', "w: 'a", '\t', '__proto__: a'),
    );
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        try {
          expect(parseProcfile(lines.join('\n'), 'Procfile').length).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toMatchObject({ name: 'UserError', code: 'PROCFILE_INVALID' });
        }
      }),
    );
  });
});
