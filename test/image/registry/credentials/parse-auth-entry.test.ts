import fc from 'fast-check';
import { parseAuthEntry } from '../../../../src/image/registry/credentials/parse-auth-entry';
import { basic } from '../login-files';

const ALI = { kind: 'password', username: 'ali', password: 'open:sesame' };

describe('an entry of auths', () => {
  test.each([
    [{ auth: basic('ali', 'open:sesame') }, ALI, 'a password may have colons'],
    [{ auth: basic('ali', 'open:sesame\0\0') }, ALI, 'zeros at the end are filling'],
    [{ auth: basic('ali', 'öffne') }, { ...ALI, password: 'öffne' }, 'UTF-8'],
    [{ username: 'ali', password: 'open:sesame' }, ALI, 'in clear'],
    [{ auth: basic('ali', 'open:sesame'), username: 'x', password: 'y' }, ALI, 'auth counts before clear text'],
    [{ auth: '', username: 'ali', password: 'open:sesame' }, ALI, 'an empty auth'],
    [
      { auth: basic('00000000-0000-0000-0000-000000000000', ''), identitytoken: 'abc' },
      { kind: 'identity-token', identityToken: 'abc' },
      'an identity token',
    ],
    [
      { auth: basic('<token>', 'abc') },
      { kind: 'identity-token', identityToken: 'abc' },
      'an identity token as a user',
    ],
    [{}, undefined, 'nothing: a helper has it'],
    [{ email: 'ali@example.com' }, undefined, 'nothing of use'],
    [{ auth: '!!!' }, undefined, 'not base64'],
    [{ auth: Buffer.from('ali').toString('base64') }, undefined, 'no colon'],
    [{ auth: basic('', 'x') }, undefined, 'no user name'],
    [{ auth: basic('ali', '') }, undefined, 'no password'],
    [{ auth: 7, identitytoken: null }, undefined, 'not text'],
    [null, undefined, 'null'],
    ['text', undefined, 'text'],
  ])('%j', (entry, credentials, _reason) => {
    expect(parseAuthEntry(entry)).toEqual(credentials);
  });

  test('is understood or passed over, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(() => [parseAuthEntry(value), parseAuthEntry({ auth: value, identitytoken: value })]).not.toThrow();
      }),
    );
  });
});
