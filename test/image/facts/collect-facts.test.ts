import { factsOf, readInChunks } from './facts-of';

const PASSWD = 'root:x:0:0:root:/root:/bin/sh\nüser:x:1000:1000::/:/bin/sh\n';

describe('the facts of a file', () => {
  test.each([
    ['app', '', { kind: 'empty' }, 'nothing in it'],
    ['etc/passwd', '', { kind: 'empty' }, 'a text with nothing in it'],
    ['app', 'echo hello\n', { kind: 'other' }, 'a script without #!'],
    ['app', '#', { kind: 'other' }, 'one byte'],
    ['app', '\x7fEL', { kind: 'other' }, 'less than the mark of an ELF file'],
    ['app', '\x7fELF', { kind: 'other' }, 'the mark of an ELF file alone'],
    ['app', '\ufeff#!/bin/sh\n', { kind: 'other' }, 'a byte order mark before #!, which the kernel does not know'],
    ['app', ' #!/bin/sh\n', { kind: 'other' }, 'a space before #!'],
    ['etc/passwd', PASSWD, { kind: 'text', text: PASSWD }, 'users'],
    ['etc/group', 'app:x:10:\n', { kind: 'text', text: 'app:x:10:\n' }, 'groups'],
    ['etc/ld-musl-x86_64.path', '/lib\n', { kind: 'text', text: '/lib\n' }, 'the folders of the loader of musl'],
    ['etc/passwd', '#!/bin/sh\n', { kind: 'text', text: '#!/bin/sh\n' }, 'users, whatever it begins with'],
    ['usr/etc/passwd', PASSWD, { kind: 'other' }, 'a namesake elsewhere'],
    ['etc/passwd-', PASSWD, { kind: 'other' }, 'a namesake of another name'],
    ['etc/ld-musl-/x.path', '/lib\n', { kind: 'other' }, 'a folder that begins like the name'],
    ['etc/ld.so.cache', 'garbage', { kind: 'library-cache', paths: null }, 'a cache that is none'],
  ])('%s with %j', (path, content, facts, _reason) => {
    for (const chunkBytes of [1, 2, 3, 5, 4096]) expect(factsOf(content, { path, chunkBytes })).toEqual(facts);
  });

  test('a text of more than 1 MiB is not kept', () => {
    const mebibyte = 1024 * 1024;
    expect(factsOf('a'.repeat(mebibyte), { path: 'etc/passwd' })).toEqual({ kind: 'text', text: 'a'.repeat(mebibyte) });
    const big = readInChunks('a'.repeat(mebibyte + 1), { path: 'etc/passwd', chunkBytes: 512 });
    expect(big).toEqual({ facts: { kind: 'text', text: null }, takenBytes: 512 });
  });

  test('a cache of more than 8 MiB is not kept', () => {
    const { facts, takenBytes } = readInChunks(Buffer.alloc(8 * 1024 * 1024 + 1), { path: 'etc/ld.so.cache' });
    expect([facts, takenBytes]).toEqual([{ kind: 'library-cache', paths: null }, 65_536]);
  });

  test('an ordinary file is told by its first four bytes', () => {
    expect(readInChunks('GIF89a and much more', { chunkBytes: 4 })).toEqual({
      facts: { kind: 'other' },
      takenBytes: 4,
    });
    expect(readInChunks('GIF89a and much more', { chunkBytes: 3 }).takenBytes).toBe(6);
  });

  test('a script is told by its first 256 bytes, and one of a shell is read on', () => {
    const { facts, takenBytes } = readInChunks(`#!/bin/sh\n${'x'.repeat(5000)}`, { chunkBytes: 64 });
    expect(facts).toEqual({ kind: 'script', line: '/bin/sh', hasCarriageReturn: false, isCut: false });
    expect(takenBytes).toBe(10 + 5000);
    expect(readInChunks(`#!/usr/bin/python3\n${'x'.repeat(5000)}`, { chunkBytes: 64 }).takenBytes).toBe(256);
    expect(readInChunks(`#!/bin/sh\n${'x'.repeat(65_536)}`, { chunkBytes: 64 }).takenBytes).toBe(256);
  });

  test.each([
    ['#!/bin/sh\nexec "$@"\n', true, 'it starts what it is told'],
    ['#!/usr/bin/env -S bash -e\nmain $*\n', true, 'another shell'],
    ['#!/bin/busybox sh\nexec web\n', true, 'it becomes another program'],
    ['#!/bin/sh\necho hello\n', false, 'it has nothing to do with its words'],
    ['#!/usr/bin/python3\nexec("$@")\n', false, 'no shell'],
    [`#!/bin/sh\nexec "$@"\n${'#'.repeat(65_536)}`, false, 'too long'],
  ])('the text of a script is kept: %j: %s (%s)', (content, isKept, _reason) => {
    const facts = factsOf(content);
    expect(facts.kind === 'script' && facts.text).toBe(isKept ? content : undefined);
    expect(factsOf(content, { path: 'var/lib/dpkg/info/web.postinst' })).not.toHaveProperty('text');
  });

  test('what comes after the length that the archive gives is not looked at', () => {
    expect(factsOf('root\nmore', { path: 'etc/passwd', fileBytes: 5 })).toEqual({ kind: 'text', text: 'root\n' });
    expect(factsOf('#!/bin/sh\n', { fileBytes: 9 })).toMatchObject({ line: '/bin/sh' });
  });

  test('what does not come counts as unreadable', () => {
    expect(factsOf('#!/bin/sh\n', { fileBytes: 5000 })).toEqual({ kind: 'other' });
    expect(factsOf('#', { fileBytes: 5000 })).toEqual({ kind: 'other' });
    expect(factsOf('', { fileBytes: 5000 })).toEqual({ kind: 'other' });
  });
});
