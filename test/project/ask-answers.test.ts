import { spawnSync } from 'node:child_process';
import { Lockstep } from '../cli/run-lockstep';

const lockstep = new Lockstep();
beforeAll(() => lockstep.build());
afterAll(() => lockstep.remove());

/** Types at the real prompts: each text when its question (or complaint) appears. Gives the answers. */
function ask(given: object, dialogue: readonly (readonly [says: string, type: string])[]): unknown {
  const folder = lockstep.app({
    'ask.js': `
      const { PassThrough } = require('node:stream');
      const { askAnswers } = require('./node_modules/cdk8s-lockstep/lib/project/ask-answers.js');
      const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode() {} });
      const output = Object.assign(new PassThrough(), { isTTY: true, columns: 200, rows: 50 });
      const dialogue = ${JSON.stringify(dialogue)};
      let seen = '';
      output.on('data', (chunk) => {
        seen += chunk;
        const [says, type] = dialogue[0] ?? [];
        if (says === undefined || !seen.includes(says)) return;
        seen = '';
        dialogue.shift();
        setImmediate(() => input.write(type));
      });
      askAnswers(${JSON.stringify(given)}, { input, output }).then((answers) => {
        console.log(JSON.stringify({ answers, left: dialogue }));
      });
    `,
  });
  const { stdout, stderr, status } = spawnSync(process.execPath, ['ask.js'], { cwd: folder, encoding: 'utf8' });
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  const { answers, left } = JSON.parse(stdout);
  expect(left).toEqual([]);
  return answers;
}

const folder = '.';
const IMAGE = 'Which image do all services run?';
const SERVICE = 'A service, as name:port=command';
const ANOTHER = 'Another service, or Enter to go on';
const NAMESPACE = 'Which namespace? Enter for none';
const CLEAR = '\u0015';

describe('the questions of a new project', () => {
  test('are the image, the services one by one, and the namespace', () => {
    expect(
      ask({ folder }, [
        [IMAGE, ' team/shop:1.4.2 \r'],
        [SERVICE, 'web:8080=/web\r'],
        [ANOTHER, 'worker=/worker -v\r'],
        [ANOTHER, '\r'],
        [NAMESPACE, 'prod\r'],
      ]),
    ).toEqual({
      folder,
      image: 'team/shop:1.4.2',
      services: ['web:8080=/web', 'worker=/worker -v'],
      namespace: 'prod',
    });
  });

  test('leave out what was given', () => {
    expect(ask({ folder, image: 'a:1', services: ['a=/a'] }, [[NAMESPACE, '\r']])).toEqual({
      folder,
      image: 'a:1',
      services: ['a=/a'],
    });
    expect(ask({ folder, services: ['a=/a'], namespace: 'prod' }, [[IMAGE, 'a:1\r']])).toEqual({
      folder,
      image: 'a:1',
      services: ['a=/a'],
      namespace: 'prod',
    });
  });

  test('say what is wrong and ask again', () => {
    expect(
      ask({ folder }, [
        [IMAGE, 'a:latest\r'],
        ["the tag 'latest' moves", `${CLEAR}a:1\r`],
        [SERVICE, '\r'],
        ["the name '' is empty", 'a=/a\r'],
        [ANOTHER, 'a\r'],
        ["there is a service 'a' already", '2\r'],
        [ANOTHER, '\r'],
        [NAMESPACE, 'Prod\r'],
        ["namespace 'Prod' has upper case", `${CLEAR}prod\r`],
      ]),
    ).toEqual({ folder, image: 'a:1', services: ['a=/a', 'a2'], namespace: 'prod' });
  });

  const CTRL_C = '\u0003';
  test.each([
    [[[IMAGE, CTRL_C]]],
    [
      [
        [IMAGE, 'a:1\r'],
        [SERVICE, CTRL_C],
      ],
    ],
    [
      [
        [IMAGE, 'a:1\r'],
        [SERVICE, 'a\r'],
        [ANOTHER, CTRL_C],
      ],
    ],
    [
      [
        [IMAGE, 'a:1\r'],
        [SERVICE, 'a\r'],
        [ANOTHER, '\r'],
        [NAMESPACE, CTRL_C],
      ],
    ],
  ] as [says: string, type: string][][][])('end with Ctrl-C: %j', (dialogue) => {
    expect(ask({ folder }, dialogue)).toBeUndefined();
  });
});
