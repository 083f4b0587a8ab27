import { effectiveCommand } from '../../../src/checks/launch/effective-command';

describe('the command of a container', () => {
  const image = { entrypoint: ['/entry', '-e'], cmd: ['run'] };
  test.each([
    [{}, image, ['/entry', '-e', 'run'], 'entrypoint', 3, 'neither is given'],
    [{ command: ['/a'] }, image, ['/a'], 'command', 0, 'a command hides CMD too'],
    [{ args: ['b'] }, image, ['/entry', '-e', 'b'], 'args-only', 2, 'args take the place of CMD'],
    [{ command: ['/a'], args: ['b'] }, image, ['/a', 'b'], 'command', 0, 'both hide the image'],
    [{ command: [] }, image, ['/entry', '-e', 'run'], 'entrypoint', 3, 'an empty list is none'],
    [{ command: null, args: null }, image, ['/entry', '-e', 'run'], 'entrypoint', 3, 'null is none'],
    [{ command: [], args: ['b'] }, image, ['/entry', '-e', 'b'], 'args-only', 2, 'an empty command and args'],
    [{ command: ['/a'], args: [] }, image, ['/a'], 'command', 0, 'empty args'],
    [{}, { entrypoint: [], cmd: ['/c', 'd'] }, ['/c', 'd'], 'cmd', 2, 'an image with CMD alone'],
    [{}, { entrypoint: ['/e'], cmd: [] }, ['/e'], 'entrypoint', 1, 'an image with ENTRYPOINT alone'],
    [
      { args: ['b'] },
      { entrypoint: [], cmd: ['/c'] },
      ['b'],
      'args-only',
      0,
      'args are the program without ENTRYPOINT',
    ],
    [{}, { entrypoint: [''], cmd: ['/c'] }, ['/c'], 'cmd', 1, 'ENTRYPOINT [""] is none'],
    [{ command: [''] }, image, [''], 'command', 0, 'an empty program is one that is not there'],
    [{ command: ['a b'] }, image, ['a b'], 'command', 0, 'spaces are part of a word'],
  ])('%j on %j is %j, from %s: %s', (container, config, argv, from, ownFrom, _reason) => {
    expect(effectiveCommand(container, config)).toEqual({ argv, from, ownFrom });
  });

  test.each([
    [{}, 'empty', 'no command specified', 'an image with nothing to run'],
    [{ command: [], args: [] }, 'empty', 'no command specified', 'empty lists'],
    [{ command: '/a b' }, 'invalid', 'command is not a list of words', 'a string'],
    [{ args: { a: 1 } }, 'invalid', 'args is not a list of words', 'a map'],
    [{ command: ['/a', 8080] }, 'invalid', 'command[1] is not text', 'a number'],
    [{ command: ['/a'], args: [true] }, 'invalid', 'args[0] is not text', 'a boolean'],
    [{ command: [null] }, 'invalid', 'command[0] is not text', 'nothing in a list'],
  ])('there is none for %j: %s: %s (%s)', (container, reason, why, _reason) => {
    expect(effectiveCommand(container, { entrypoint: [], cmd: [] })).toEqual({ argv: undefined, reason, why });
  });
});
