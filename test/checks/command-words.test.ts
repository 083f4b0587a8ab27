import { findCommandWords } from '../../src/checks/command-words';
import { deployment, placed, print, said, web } from './placed';

describe('a command of one string', () => {
  test.each([
    [['/gifcreator -worker'], "['/gifcreator -worker']", "['/gifcreator', '-worker']", 'a flag'],
    [
      ['sh -c "sleep 1; run"'],
      `['sh -c "sleep 1; run"']`,
      "['sh', '-c', 'sleep 1; run']",
      'quotes keep spaces together',
    ],
    [
      ["run --name='a b' -v"],
      `["run --name='a b' -v"]`,
      "['run', '--name=a b', '-v']",
      'also when they begin inside a word',
    ],
    [["echo 'it"], `["echo 'it"]`, `['echo', "'it"]`, 'a quote that nobody closes'],
    [['run\n'.repeat(2)], '["run\\nrun\\n"]', "['run', 'run']", 'several lines'],
  ])('%j is refused: %s, %s (%s)', (command, what, fix, _reason) => {
    expect(print(findCommandWords(web({ command })))).toBe(
      said(
        `COMMAND_ONE_STRING: app/web: container 'web' has the command ${what}, which is one word with spaces in it`,
        'Kubernetes starts no shell: it would look for a program of exactly that name',
        `did you mean ${fix}?`,
      ),
    );
  });

  test('is refused in any container, and where a custom resource keeps a pod', () => {
    const command = ['a b'];
    const pod = deployment({ initContainers: [{ name: 'i', command }], containers: [{ name: 'c', command }] });
    expect(findCommandWords(pod).map(({ what }) => what)).toEqual([
      "app/web: init container 'i' has the command ['a b'], which is one word with spaces in it",
      "app/web: container 'c' has the command ['a b'], which is one word with spaces in it",
    ]);
    const farm = placed({
      apiVersion: 'x.io/v1',
      kind: 'Farm',
      metadata: { name: 'farm' },
      spec: { pods: [{ containers: [{ name: 'c', command }] }] },
    });
    expect(findCommandWords(farm)).toHaveLength(1);
  });

  test.each([
    [['/render'], 'a program alone'],
    [['/render', '--title', 'two words'], 'an argument may have spaces'],
    [['sh', '-c', 'sleep 1; run'], 'a shell takes a whole script'],
    [[' /render '], 'spaces around it separate nothing'],
    [['C:\\Program Files\\render.exe'], 'a path of Windows'],
    [['c:/Program Files/render.exe'], 'a path of Windows with slashes'],
    [[], 'an empty list is the entrypoint'],
    [undefined, 'nothing is the entrypoint'],
  ])('is not %j: %s', (command, _reason) => {
    expect(findCommandWords(web({ command }))).toEqual([]);
  });

  test('is not one argument with spaces, which may be a script', () => {
    expect(findCommandWords(web({ command: ['sh', '-c'], args: ['sleep 1; run'] }))).toEqual([]);
  });
});

describe('a command that is no list', () => {
  test.each([
    ['command', '/gifcreator -worker', "'/gifcreator -worker'", "['/gifcreator', '-worker']"],
    ['args', '--port=8080', "'--port=8080'", "['--port=8080']"],
    ['args', '', "''", '[]'],
  ])('is refused: %s: %j', (field, value, quoted, fix) => {
    expect(print(findCommandWords(web({ [field]: value })))).toBe(
      said(
        `COMMAND_NOT_A_LIST: app/web: container 'web' has the ${field} ${quoted}, which is a string`,
        `Kubernetes takes ${field} as a list of words`,
        `write ${fix}`,
      ),
    );
  });

  test('is let be in a custom resource, which may take one string', () => {
    const farm = { apiVersion: 'x.io/v1', kind: 'Farm', metadata: { name: 'farm' } };
    expect(findCommandWords(placed({ ...farm, spec: { containers: [{ command: 'a b', args: 'c' }] } }))).toEqual([]);
  });
});
