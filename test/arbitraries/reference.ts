import fc from 'fast-check';

/** The part of a repository between slashes. */
const pathComponent = fc.stringMatching(/^[a-z0-9]{1,8}(?:(?:[._]|__|-{1,3})[a-z0-9]{1,5}){0,2}$/);
const host = fc.oneof(
  fc.constant('localhost'),
  fc.constant('localhost:32000'),
  fc.constant('[2001:db8::1]:5000'),
  fc.stringMatching(/^[a-z0-9]{1,8}(?:-[a-z0-9]{1,4})?(?:\.[a-z]{2,5}){1,3}(?::[1-9][0-9]{0,4})?$/),
);

export const repository = fc
  .tuple(fc.option(host, { nil: undefined }), fc.array(pathComponent, { minLength: 1, maxLength: 4 }))
  .map(([domain, path]) => [...(domain === undefined ? [] : [domain]), ...path].join('/'))
  .filter((name) => name.length <= 255);

export const tag = fc.oneof(
  fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,20}$/),
  fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_.-]{127}$/),
  fc.constantFrom('1.10', '0123', '1e3', '0x1f', 'true', 'null', '2024-01-01', '__TAG__', '_', 'yes', '12_3'),
);

export const digest = fc.oneof(
  fc.stringMatching(/^[0-9a-f]{64}$/).map((hex) => `sha256:${hex}`),
  fc.stringMatching(/^[0-9a-f]{128}$/).map((hex) => `sha512:${hex}`),
);

export const reference = fc
  .tuple(repository, fc.option(tag, { nil: undefined }), fc.option(digest, { nil: undefined }))
  .map(([name, t, d]) => `${name}${t === undefined ? '' : `:${t}`}${d === undefined ? '' : `@${d}`}`);
