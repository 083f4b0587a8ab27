import { parseMount } from '../../../../src/importer/compose/values/parse-mount';

describe('a short form of a mount', () => {
  test.each([
    ['/jars', 'volume', undefined, '/jars', false, [], 'without a name'],
    ['jars:/jars', 'volume', 'jars', '/jars', false, [], 'with a name'],
    ['jars:/jars:ro', 'volume', 'jars', '/jars', true, [], 'only to be read'],
    ['jars:/jars:rw,nocopy', 'volume', 'jars', '/jars', false, ['nocopy'], 'with an option'],
    ['./jars:/jars:ro,z', 'bind', './jars', '/jars', true, ['z'], 'a folder beside the file'],
    ['/srv/jars:/jars', 'bind', '/srv/jars', '/jars', false, [], 'a folder of the host'],
    ['~/jars:/jars', 'bind', '~/jars', '/jars', false, [], 'of a home'],
    ['C:\\jars:/jars:ro', 'bind', 'C:\\jars', '/jars', true, [], 'of a drive'],
  ])('%p is a %s of %p at %p, %s', (text, type, source, target, isReadOnly, options, _reason) => {
    expect(parseMount(text)).toEqual({ type, source, target, isReadOnly, options });
  });

  test.each(['', ':/jars', 'jars:', 'a b::ro', 'one:/two:ro:x'])('refuses %p', (text) => {
    expect(parseMount(text)).toBeUndefined();
  });
});
