import fc from 'fast-check';
import { expandVariables } from '../../../src/checks/launch/expand-variables';
import { toContainerCommand } from '../../../src/importer/procfile/container-command';

const WITH_EXEC =
  'it runs in /bin/sh -c, and exec makes the program take the place of the shell, so that it gets SIGTERM';
const OTHER = 'it runs in /bin/sh -c, and a shell may keep SIGTERM from the programs it starts';
const NEEDED = 'the image needs /bin/sh';
const DOUBLED = 'a dollar sign is doubled where Kubernetes would take it for a variable of its own';

describe('the command of a container', () => {
  test.each<[text: string, command: readonly string[], reason: string]>([
    ['bundle exec puma -C "config/puma.rb"', ['bundle', 'exec', 'puma', '-C', 'config/puma.rb'], 'words'],
    ['exec bin/server', ['bin/server'], 'without a shell there is nothing to replace'],
    ["a '$HOME'", ['a', '$HOME'], 'a dollar that Kubernetes leaves alone'],
  ])('has no shell for %j', (text, command) => {
    expect(toContainerCommand(text)).toEqual({ command, shellPart: undefined, remarks: [], variables: [] });
  });

  test.each<[text: string, script: string, shellPart: string, remarks: readonly string[], reason: string]>([
    ['a -p $PORT', 'exec a -p $PORT', '$PORT', [WITH_EXEC, NEEDED], 'one program'],
    ['LOG=1 a', 'LOG=1 exec a', 'LOG=…', [WITH_EXEC, NEEDED], 'exec takes no assignments'],
    ['exec a $B', 'exec a $B', '$B', ['it runs in /bin/sh -c', NEEDED], 'exec is there'],
    ['a && b', 'a && b', '&&', [OTHER, NEEDED], 'two programs'],
    ['cd b; c', 'cd b; c', 'cd', [OTHER, NEEDED], 'no program'],
    ['a $(b)', 'exec a $$(b)', '$(…)', [WITH_EXEC, NEEDED, DOUBLED], 'Kubernetes knows $(b) too'],
    ['a $$', 'exec a $$$', '$$', [WITH_EXEC, NEEDED, DOUBLED], 'Kubernetes makes one dollar of two'],
    [
      'source b {c,d} {e,f}',
      'source b {c,d} {e,f}',
      'source',
      [OTHER, NEEDED, "'source', '{…}' is bash's, and not every /bin/sh knows it"],
      'bash',
    ],
  ])('is a text for a shell for %j', (text, script, shellPart, remarks) => {
    expect(toContainerCommand(text)).toMatchObject({ command: ['/bin/sh', '-c', script], shellPart, remarks });
  });

  test('tells the variables that nobody sets', () => {
    expect(toContainerCommand('$HOME/a $PORT ${LOG_LEVEL:-info} $PATH').variables).toEqual(['PORT', 'LOG_LEVEL']);
  });

  test('never shows a value, which may be a secret', () => {
    const { shellPart, remarks } = toContainerCommand('TOKEN=s3cr3t a "s3cr3t$X" ${Y:-s3cr3t} $(echo s3cr3t)');
    expect(`${shellPart} ${remarks.join(' ')}`).not.toContain('s3cr3t');
  });

  test('reaches the program as it was written, after Kubernetes has replaced its variables', () => {
    const word = fc
      .array(fc.constantFrom('$', '$', '(', ')', 'PORT', 'a'), { minLength: 1 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(word, (text) => {
        const [, arrived = ''] = toContainerCommand(`args '${text}'`).command;
        expect(expandVariables(arrived, new Map([['PORT', '80']]), true)).toEqual({ outcome: 'known', text });
      }),
    );
  });
});
