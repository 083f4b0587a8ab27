import fc from 'fast-check';
import { pack } from 'tar-stream';
import { ImageFault } from '../../../src/image/image-fault';
import type { TarEntry } from '../../../src/image/layers/tar-entry';
import { TarWalker } from '../../../src/image/layers/tar-walker';
import { bytesOf } from './byte-source';
import { base256, checksummed, gnuLong, type Member, pax, tar, tarHeader, tarMember } from './tar-archive';

interface Walked {
  readonly entries: readonly (TarEntry & { readonly content: string })[];
  readonly position: number;
  readonly isDone: boolean;
}

function walk(archive: Buffer, chunkBytes = 65_536): Walked {
  const entries: (TarEntry & { content: string })[] = [];
  const walker = new TarWalker({
    entry: (entry) => {
      const seen = { ...entry, content: '' };
      entries.push(seen);
      const parts: Buffer[] = [];
      return {
        push: (piece) => parts.push(Buffer.from(piece)) > 0,
        end: () => {
          seen.content = Buffer.concat(parts).toString();
        },
      };
    },
  });
  for (let at = 0; at < archive.length; at += chunkBytes) walker.push(archive.subarray(at, at + chunkBytes));
  walker.end();
  return { entries, position: walker.position, isDone: walker.isDone };
}

const only = (...parts: readonly (Member | Buffer)[]) => {
  const { entries } = walk(tar(...parts));
  expect(entries).toHaveLength(1);
  return entries[0];
};

function faultOf(archive: Buffer, chunkBytes?: number): string {
  try {
    walk(archive, chunkBytes);
  } catch (error) {
    if (error instanceof ImageFault) return `${error.kind}: ${error.why}`;
    throw error;
  }
  return 'none';
}

const FILE = { type: 'file', mode: 0o644, uid: 0, gid: 0, linkName: '', isSparse: false };

describe('an entry', () => {
  test('says all of itself in a header of POSIX', () => {
    const entry = only({ name: 'bin/app', content: 'hello', mode: 0o104755, uid: 1000, gid: 7 });
    const said = { name: 'bin/app', size: 5, mode: 0o4755, uid: 1000, gid: 7, content: 'hello' };
    expect(entry).toEqual({ ...FILE, ...said });
  });

  test.each<[string, TarEntry['type'], string]>([
    ['0', 'file', 'a regular file'],
    ['\0', 'file', 'a regular file of version 7'],
    ['7', 'file', 'a contiguous file'],
    ['1', 'hard-link', 'a hard link'],
    ['2', 'symlink', 'a symlink'],
    ['3', 'other', 'a character device'],
    ['4', 'other', 'a block device'],
    ['5', 'directory', 'a folder'],
    ['6', 'other', 'a pipe'],
    ['D', 'directory', 'a folder with a list of names'],
  ])('of type %j is a %s: %s', (type, meant) => {
    expect(only({ name: 'x', type })?.type).toBe(meant);
  });

  test.each<[string, readonly (Member | Buffer)[], string]>([
    ['prefix/name', [{ name: 'name', prefix: 'prefix' }], 'a prefix of POSIX'],
    ['prefix/name', [{ name: 'name', prefix: 'prefix', format: 'star' }], 'a prefix of star'],
    ['name', [{ name: 'name', prefix: 'prefix', format: 'gnu' }], 'times where POSIX has a prefix'],
    ['name', [{ name: 'name', prefix: 'prefix', format: 'v7' }], 'nothing where POSIX has a prefix'],
    ['n'.repeat(100), [{ name: 'n'.repeat(100) }], 'a name without room for an end'],
    [`p/${'n'.repeat(300)}`, [gnuLong('L', `p/${'n'.repeat(300)}`), { name: 'cut' }], 'a long name of GNU'],
    [`p/${'n'.repeat(300)}`, [pax({ path: `p/${'n'.repeat(300)}` }), { name: 'cut' }], 'a path in a record'],
    ['gnu', [pax({ path: 'pax' }), gnuLong('L', 'gnu'), { name: 'own' }], "GNU's name before the record's"],
    ['own', [pax({ path: 'pax' }), pax({ uid: '1' }), { name: 'own' }], 'the last of two lists of records'],
    [
      'own',
      [
        pax([
          ['path', 'pax'],
          ['path', ''],
        ]),
        { name: 'own' },
      ],
      'a record that is taken back',
    ],
    ['own', [pax({ path: 'all' }, 'g'), { name: 'own' }], 'no record for all, which runtimes set aside'],
    ['größe/文件', [pax({ path: 'größe/文件' }), { name: 'x' }], 'letters of any language in a record'],
    ['größe', [{ name: 'größe' }], 'letters of any language in the header'],
    ['a=b\nc', [pax({ path: 'a=b\nc' }), { name: 'x' }], 'line ends and equals signs in a record'],
    ['__proto__', [{ name: '__proto__' }], 'a name that means something elsewhere'],
  ])('has the name %j: %#', (name, parts, _why) => {
    expect(only(...parts)?.name).toBe(name);
  });

  test.each<[string, readonly (Member | Buffer)[], string]>([
    ['to', [{ name: 'x', type: '2', linkName: 'to' }], 'its header'],
    ['t'.repeat(150), [gnuLong('K', 't'.repeat(150)), { name: 'x', type: '2', linkName: 'cut' }], 'a header of GNU'],
    ['t'.repeat(150), [pax({ linkpath: 't'.repeat(150) }), { name: 'x', type: '2', linkName: 'cut' }], 'a record'],
    [
      't'.repeat(150),
      [gnuLong('L', 'n'), gnuLong('K', 't'.repeat(150)), { name: 'x', type: '1' }],
      'one of two headers',
    ],
  ])('leads to %j by %#', (target, parts, _why) => {
    expect(only(...parts)?.linkName).toBe(target);
  });

  test.each<[object, readonly (Member | Buffer)[], string]>([
    [{ uid: 4_000_000_000 }, [pax({ uid: '4000000000' }), { name: 'x' }], 'an owner with many digits'],
    [
      { uid: 2 ** 24, gid: 5 },
      [
        {
          name: 'x',
          patches: [
            [108, base256(2n ** 24n, 8)],
            [116, base256(5n, 8)],
          ],
        },
      ],
      'base 256',
    ],
    [{ uid: 0xffff_ffff }, [{ name: 'x', patches: [[108, base256(-1n, 8)]] }], 'nobody'],
    [{ gid: 9 }, [pax({ gid: '9' }), { name: 'x', gid: 1 }], 'a group in a record'],
    [
      { size: 5, content: 'hello' },
      [pax({ size: '5' }), { name: 'x', content: 'hello', size: 0 }],
      'a size in a record',
    ],
    [{ size: 5, content: 'hello' }, [{ name: 'x', content: 'hello', patches: [[124, base256(5n, 12)]] }], 'base 256'],
    [{ size: 0 }, [{ name: 'x', type: '2', linkName: 'y', size: 77 }], 'a link, after which nothing comes'],
    [{ size: 0 }, [{ name: 'x', type: '1', linkName: 'y', size: 77 }], 'a hard link, after which nothing comes'],
    [{ size: 0 }, [{ name: 'x', type: '5', size: 77 }], 'a folder, after which nothing comes'],
    [{ size: 0 }, [{ name: 'x', type: 'D', content: 'Yname\0\0' }], 'a folder with a list of names'],
    [{ type: 'directory', size: 0 }, [{ name: 'x/', type: '\0', format: 'v7' }], 'a folder of version 7'],
    [{ type: 'file' }, [{ name: 'x/' }], 'a file by its letter, whatever its name'],
    [
      { size: 0 },
      [pax({ 'SCHILY.xattr.user.x': '\0\x01=\n', mtime: '1.5', comment: 'c' }), { name: 'x' }],
      'other records',
    ],
    [
      { capabilities: '0100000200040000' },
      [pax({ 'SCHILY.xattr.security.capability': '\x01\0\0\x02\0\x04\0\0' }), { name: 'x' }],
      'capabilities, which are bytes',
    ],
  ])('is %j: %#', (said, parts, _why) => {
    expect(only(...parts, Buffer.alloc(0))).toMatchObject(said);
  });

  test('has a checksum of signed bytes in some old archives', () => {
    const block = tarHeader({ name: 'ä' });
    const sum = Number.parseInt(block.toString('latin1', 148, 154), 8) - 2 * 256;
    block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    expect(only(block)?.name).toBe('ä');
  });
});

describe('a sparse file', () => {
  const big = 2 ** 31;
  const stored = 'x'.repeat(700);
  const extended = Buffer.alloc(512);
  extended[504] = 1;
  const own = { ...FILE, isSparse: true, size: big };
  const next = { name: 'next', content: 'n' };
  const old = (isExtended: boolean): Member => ({
    name: 'big',
    type: 'S',
    format: 'gnu',
    size: stored.length,
    patches: [
      [482, Buffer.from([isExtended ? 1 : 0])],
      [483, `${big.toString(8).padStart(11, '0')}\0`],
    ],
  });
  const content = Buffer.concat([Buffer.from(stored), Buffer.alloc(1024 - stored.length)]);

  test.each<[string, readonly (Member | Buffer)[], string]>([
    ['of old GNU', [tarHeader(old(false)), content], 'big'],
    ['of old GNU with more of its map', [tarHeader(old(true)), extended, extended, Buffer.alloc(512), content], 'big'],
    [
      'of version 0.0',
      [
        pax([
          ['GNU.sparse.size', `${big}`],
          ['GNU.sparse.numblocks', '1'],
          ['GNU.sparse.offset', '0'],
          ['GNU.sparse.numbytes', '700'],
        ]),
        { name: 'big', content: stored },
      ],
      'big',
    ],
    [
      'of version 0.1',
      [
        pax({
          'GNU.sparse.size': `${big}`,
          'GNU.sparse.numblocks': '1',
          'GNU.sparse.map': '0,700',
          'GNU.sparse.name': 'big',
        }),
        { name: './GNUSparseFile.7/big', content: stored },
      ],
      'big',
    ],
    [
      'of version 1.0',
      [
        pax({
          'GNU.sparse.major': '1',
          'GNU.sparse.minor': '0',
          'GNU.sparse.name': 'big',
          'GNU.sparse.realsize': `${big}`,
        }),
        { name: './GNUSparseFile.7/big', content: stored },
      ],
      'big',
    ],
  ])('%s has its own name and size', (_which, parts, name) => {
    for (const chunkBytes of [1, 511, 65_536]) {
      const { entries } = walk(tar(...parts, next), chunkBytes);
      expect(entries).toEqual([
        { ...own, name, content: stored },
        { ...FILE, name: 'next', size: 1, content: 'n' },
      ]);
    }
  });
});

describe('an archive', () => {
  const two = [
    { name: 'a', content: 'A' },
    { name: 'b', content: 'B'.repeat(1000) },
  ];
  const names = (archive: Buffer) => walk(archive).entries.map(({ name }) => name);

  test('ends with two zero blocks, and what follows is not looked at', () => {
    const { entries, position, isDone } = walk(Buffer.concat([tar(...two), Buffer.from('garbage'.repeat(1000))]));
    expect(entries.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(position).toBe(tar(...two).length);
    expect(isDone).toBe(true);
  });

  test.each<[string, Buffer, readonly string[]]>([
    ['no byte', Buffer.alloc(0), []],
    ['only its end mark', tar(), []],
    ['no end mark', Buffer.concat(two.map(tarMember)), ['a', 'b']],
    ['half of its end mark', Buffer.concat([...two.map(tarMember), Buffer.alloc(512)]), ['a', 'b']],
    ['no padding at its end', Buffer.concat(two.map(tarMember)).subarray(0, -20), ['a', 'b']],
    ['a single zero block in it', tar(tarMember({ name: 'a' }), Buffer.alloc(512), { name: 'b' }), ['a', 'b']],
    [
      'a type that nobody knows',
      tar({ name: 'v', type: 'V' }, { name: 'm', type: 'Z', content: 'zzz' }, { name: 'b' }),
      ['b'],
    ],
    ['records for nothing', Buffer.concat([tarMember({ name: 'a' }), pax({ path: 'b' })]), ['a']],
  ])('may have %s', (_what, archive, expected) => {
    expect(walk(archive).entries.map(({ name }) => name)).toEqual(expected);
  });

  const wrong = checksummed(tarHeader({ name: 'c' }));
  wrong.write('d', 0);
  const field = (at: number, text: string | Buffer) => tarHeader({ name: 'c', patches: [[at, text]] });
  test.each<[string, Buffer, string]>([
    ['that is none', Buffer.from('x'.repeat(2000)), 'it is no tar archive'],
    ['with a wrong checksum', tar(...two, wrong), 'its 3rd entry has a header with a wrong checksum'],
    ['with a wrong mode', tar(...two, field(100, 'rw-r--r-')), 'its 3rd entry has a header whose mode is not a number'],
    ['with a wrong owner', tar(field(108, 'root')), 'its 1st entry has a header whose owner is not a number'],
    ['with a wrong group', tar(field(116, 'root')), 'its 1st entry has a header whose owner is not a number'],
    ['with a wrong size', tar(field(124, '9')), 'its 1st entry has a header whose size is not a number'],
    [
      'with a size that no file has',
      tar(field(124, base256(2n ** 70n, 12))),
      'its 1st entry has a header whose size is not a number',
    ],
    ['with a negative size', tar(field(124, base256(-1n, 12))), 'its 1st entry has a header with an impossible size'],
    [
      'with a negative size in a record',
      tar(pax({ size: '-1' }), { name: 'c' }),
      'its 1st entry has a header with an impossible size',
    ],
    [
      'with a huge size in a record',
      tar(pax({ size: '9'.repeat(19) }), { name: 'c' }),
      'its 1st entry has a header with an impossible size',
    ],
    [
      'with a negative name',
      tar(tarHeader({ name: 'L', type: 'L', patches: [[124, base256(-1n, 12)]] })),
      'its 1st entry has a header with an impossible size',
    ],
    [
      'with a sparse size below zero',
      tar(pax({ 'GNU.sparse.size': '-5' }), { name: 'c' }),
      'its 1st entry has a header with an impossible size',
    ],
    [
      'with a size that is a word',
      tar(pax({ size: 'big' }), { name: 'c' }),
      'its 1st entry has a header with records that cannot be read',
    ],
    [
      'with a zero byte in a name',
      tar(pax({ path: 'a\0b' }), { name: 'c' }),
      'its 1st entry has a header with records that cannot be read',
    ],
    [
      'with records that are none',
      tar({ name: 'x', type: 'x', content: 'hello' }),
      'its 1st entry has a header with records that cannot be read',
    ],
    [
      'with a record that is too long',
      tar({ name: 'x', type: 'x', content: '99 path=a\n' }),
      'its 1st entry has a header with records that cannot be read',
    ],
    [
      'with a record that is too short',
      tar({ name: 'x', type: 'x', content: '2 path=a\n' }),
      'its 1st entry has a header with records that cannot be read',
    ],
    [
      'with a record without a value',
      tar({ name: 'x', type: 'x', content: '7 path\n' }),
      'its 1st entry has a header with records that cannot be read',
    ],
    [
      'with a record of nothing for all',
      tar({ name: 'x', type: 'g', content: 'hello' }),
      'its 1st entry has a header with records that cannot be read',
    ],
    [
      'with a name of 2 MiB',
      tar(...two, gnuLong('L', 'n'.repeat(2 ** 21))),
      'its 3rd entry has a header that is longer than 1 MiB',
    ],
    [
      'with records of 2 MiB',
      tar(pax({ comment: 'n'.repeat(2 ** 21) })),
      'its 1st entry has a header that is longer than 1 MiB',
    ],
    ['cut off in a file', tar(...two).subarray(0, 1600), "it ends in the middle of 'b'"],
    ['cut off in a header', tar(...two).subarray(0, 1500), 'it ends in the middle of the header of its 2nd entry'],
    [
      'cut off in a long name',
      gnuLong('L', 'n'.repeat(2000)).subarray(0, 1000),
      'it ends in the middle of the header of its 1st entry',
    ],
    [
      'cut off in a name that steers the terminal',
      tar({ name: '\x1b[2J', content: 'x' }).subarray(0, 512),
      "it ends in the middle of '\\u{1b}[2J'",
    ],
  ])('%s is broken', (_what, archive, why) => {
    for (const chunkBytes of [1, 513, 2 ** 22]) expect(faultOf(archive, chunkBytes)).toBe(`broken: ${why}`);
  });

  test('is the same in chunks of any length', async () => {
    const parts = [
      { name: 'a/', type: '5' },
      pax({ path: 'p'.repeat(200), uid: '70000' }),
      { name: 'x', content: 'c'.repeat(1025) },
      gnuLong('L', 'l'.repeat(511)),
      { name: 'y', content: 'c'.repeat(512) },
      { name: 'z', type: '2', linkName: 'y' },
    ];
    const archive = Buffer.concat([tar(...parts), Buffer.alloc(8192)]);
    const whole = walk(archive);
    expect(whole.entries).toHaveLength(4);
    for (const chunkBytes of [1, 7, 511, 512, 513, 1024, 65_536]) expect(walk(archive, chunkBytes)).toEqual(whole);
  });

  test('of another writer is read as it was written', async () => {
    const entry = fc.record({
      name: fc
        .array(fc.stringMatching(/^[a-zäß文 ]{1,60}$/), { minLength: 1, maxLength: 4 })
        .map((all) => all.join('/')),
      content: fc.string({ maxLength: 2000 }),
      mode: fc.integer({ min: 1, max: 0o7777 }),
      uid: fc.integer({ min: 0, max: 0o777777 }),
      gid: fc.integer({ min: 0, max: 0o777777 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(entry, { maxLength: 5 }),
        fc.integer({ min: 1, max: 2000 }),
        async (written, chunkBytes) => {
          const writer = pack();
          for (const { content, ...header } of written) writer.entry(header, content);
          writer.finalize();
          const { entries } = walk(await bytesOf(writer as AsyncIterable<Uint8Array>), chunkBytes);
          expect(entries).toEqual(written.map((one) => ({ ...FILE, ...one, size: Buffer.byteLength(one.content) })));
        },
      ),
      { numRuns: 100 },
    );
  });

  test('of garbage fails and never hangs', () => {
    const block = fc.oneof(
      fc.uint8Array({ minLength: 0, maxLength: 1500 }).map((bytes) => Buffer.from(bytes)),
      fc
        .record({ type: fc.constantFrom('0', 'x', 'g', 'L', 'S', '5', 'V'), size: fc.integer({ min: 0, max: 2000 }) })
        .map(({ type, size }) => tarHeader({ name: 'x', type, size, format: 'gnu' })),
    );
    fc.assert(
      fc.property(fc.array(block, { maxLength: 8 }), (blocks) => {
        expect(faultOf(Buffer.concat(blocks))).toMatch(/^(?:none|broken: it.*)$/);
      }),
      { numRuns: 500 },
    );
  });

  test('whose content nobody wants is passed over', () => {
    const pieces: number[] = [];
    const ended: string[] = [];
    const walker = new TarWalker({
      entry: ({ name }) => {
        if (name === 'a') return undefined;
        return { push: (piece) => pieces.push(piece.length) < 1, end: () => ended.push(name) };
      },
    });
    const archive = tar(...two, { name: 'empty' });
    for (let at = 0; at < archive.length; at += 100) walker.push(archive.subarray(at, at + 100));
    walker.end();
    expect(pieces).toEqual([64]);
    expect(ended).toEqual(['b', 'empty']);
    expect(names(archive)).toEqual(['a', 'b', 'empty']);
  });
});
