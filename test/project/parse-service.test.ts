import type { Problem } from '../../src/errors';
import { parseService } from '../../src/project/parse-service';

function parse(text: string): unknown {
  const problems: Problem[] = [];
  const service = parseService(text, (problem) => problems.push(problem));
  expect(service === undefined).toBe(problems.length > 0);
  return service ?? problems.map(({ code, what, why, fix }) => [`${code}: ${what}`, why, fix]);
}

describe('a service', () => {
  test.each([
    ['render=/render', { name: 'render', command: ['/render'] }, 'a name and a command'],
    ['web:8080=/web -v', { name: 'web', command: ['/web', '-v'], port: 8080 }, 'with a port'],
    ['web:8080', { name: 'web', command: [], port: 8080 }, "the image's own entrypoint"],
    ['web', { name: 'web', command: [] }, 'the same without a port'],
    ['web=/web --a=b:c', { name: 'web', command: ['/web', '--a=b:c'] }, 'a command has : and = of its own'],
    ['web = /web', { name: 'web', command: ['/web'] }, 'spaces around the parts'],
    ['web : 80 =/web', { name: 'web', command: ['/web'], port: 80 }, 'the same around the port'],
    ["web=sh -c 'a; b'", { name: 'web', command: ['sh', '-c', 'a; b'] }, 'quotes keep words together'],
    ["web='C:\\Program Files\\web.exe'", { name: 'web', command: ['C:\\Program Files\\web.exe'] }, 'a path of Windows'],
    ['2fa=/2fa', { name: '2fa', command: ['/2fa'] }, 'a workload may begin with a digit'],
    ['web:1=/web', { name: 'web', command: ['/web'], port: 1 }, 'the lowest port'],
    ['web:65535=/web', { name: 'web', command: ['/web'], port: 65535 }, 'the highest port'],
  ])('%j is understood: %3$s', (text, service, _reason) => {
    expect(parse(text)).toEqual(service);
  });

  const LABEL = 'the name becomes that of a workload: lower case letters, digits and dashes';
  const PORT = 'a port is a number from 1 to 65535';
  const COMMAND = 'the command is the program that the container starts, and its arguments';
  const refused: [string, string[][]][] = [
    ['', [["INVALID_NAME: service '': the name '' is empty", LABEL, 'write name=command, for example web=/web']]],
    [
      '/render',
      [
        [
          "INVALID_NAME: service '/render': the name '/render' has '/'; only lower case letters, digits and - are allowed",
          LABEL,
          "did you mean 'render'?",
        ],
      ],
    ],
    ['Web=/web', [["INVALID_NAME: service 'Web=/web': the name 'Web' has upper case", LABEL, "did you mean 'web'?"]]],
    [
      '2fa:80=/2fa',
      [
        [
          "INVALID_NAME: service '2fa:80=/2fa': the name '2fa' begins with a digit",
          'with a port there is a Service of this name, which has to begin with a letter',
          'rename it, or leave the port out',
        ],
      ],
    ],
    ...['0', '65536', 'http', '', '-1', '8e1', '80:81'].map((port): [string, string[][]] => [
      `web:${port}=/web`,
      [
        [
          `INIT_SERVICE_INVALID: service 'web:${port}=/web': '${port}' is not a port`,
          PORT,
          'write web:8080, or leave it out',
        ],
      ],
    ]),
    ...['', ' ', '""', "'' -v"].map((command): [string, string[][]] => [
      `web=${command}`,
      [
        [
          `INIT_SERVICE_INVALID: service 'web=${command}': the command is empty`,
          COMMAND,
          "write web=/program, or leave the = out to run the image's own entrypoint",
        ],
      ],
    ]),
    [
      "web=/web 'a",
      [
        [
          "INIT_SERVICE_INVALID: service 'web=/web 'a': a quote does not end",
          COMMAND,
          'end the quote, or write a backslash before it',
        ],
      ],
    ],
    [
      "web='/web -v'",
      [
        [
          "INIT_SERVICE_INVALID: service 'web='/web -v'': the command is one word with spaces in it",
          'Kubernetes starts no shell: it would look for a program of exactly that name',
          'leave out the quotes around the whole command',
        ],
      ],
    ],
    [
      'A:b=',
      [
        ["INVALID_NAME: service 'A:b=': the name 'A' has upper case", LABEL, "did you mean 'a'?"],
        ["INIT_SERVICE_INVALID: service 'A:b=': 'b' is not a port", PORT, 'write a:8080, or leave it out'],
        [
          "INIT_SERVICE_INVALID: service 'A:b=': the command is empty",
          COMMAND,
          "write a=/program, or leave the = out to run the image's own entrypoint",
        ],
      ],
    ],
  ];
  test.each(refused)('%j is refused', (text, problems) => {
    expect(parse(text)).toEqual(problems);
  });
});
