import { LayeredFiles } from '../../../src/image/files/layered-files';
import { ImageFault } from '../../../src/image/image-fault';
import { type FakeLayer, fakeLayer } from './fake-layer';
import { printResolution } from './print-resolution';

function filesOf(...layers: readonly FakeLayer[]): LayeredFiles {
  return new LayeredFiles(
    layers.map((layer) => layer.open),
    [],
  );
}

describe('a path in one layer', () => {
  const files = filesOf(
    fakeLayer([
      { path: 'usr', type: 'directory' },
      { path: 'usr/bin', type: 'directory' },
      { path: 'usr/bin/dash' },
      { path: 'usr/bin/sh', target: 'dash' },
      { path: 'bin', target: 'usr/bin' },
      { path: 'opt/app/current', target: '/opt/app/v2' },
      { path: 'opt/app/v2/run' },
      { path: 'opt/up', target: '../usr/./bin//' },
      { path: 'opt/file-slash', target: '/usr/bin/dash/' },
      { path: 'opt/dangling', target: 'nowhere/else' },
      { path: 'opt/nothing', target: '' },
      { path: 'opt/root', target: '/' },
      { path: 'opt/above', target: '../../../../usr' },
      { path: 'self', target: 'self' },
      { path: 'ping', target: 'pong/x' },
      { path: 'pong', target: 'ping' },
      { path: 'null', type: 'other' },
      { path: '__proto__/constructor' },
      { path: 'ünï/名前' },
    ]),
  );

  test.each([
    ['/', undefined, 'directory /', 'the root'],
    ['//usr///bin/dash', undefined, 'file /usr/bin/dash', 'many slashes'],
    ['/usr/bin/', undefined, 'directory /usr/bin', 'a slash after a folder'],
    ['/usr/bin/dash/', undefined, 'not-a-folder /usr/bin/dash', 'a slash after a file'],
    ['/usr/bin/dash/.', undefined, 'not-a-folder /usr/bin/dash', 'a dot after a file'],
    ['/usr/bin/dash/..', undefined, 'not-a-folder /usr/bin/dash', 'dots after a file'],
    ['/bin/sh', undefined, 'file /usr/bin/dash', 'a link to a folder, then one to a file'],
    ['/bin/../lib', undefined, 'missing /usr/lib', 'up from where a link leads'],
    ['/bin/..', undefined, 'directory /usr', 'up at the end'],
    ['/../../usr', undefined, 'directory /usr', 'up from the root'],
    ['/opt/app/current/run', undefined, 'file /opt/app/v2/run', 'an absolute link'],
    ['/opt/up/sh', undefined, 'file /usr/bin/dash', 'a relative link with dots and slashes'],
    ['/opt/above/bin', undefined, 'directory /usr/bin', 'a link above the root'],
    ['/opt/root', undefined, 'directory /', 'a link to the root'],
    ['/opt/root/opt/root/usr', undefined, 'directory /usr', 'the same link twice'],
    ['/opt/file-slash', undefined, 'not-a-folder /usr/bin/dash', 'a link with a slash after a file'],
    ['/opt/dangling', undefined, 'missing /opt/nowhere', 'the first part that is not there'],
    ['/opt/nothing', undefined, 'missing /opt/nothing', 'a link to nothing'],
    ['/nope/../usr', undefined, 'missing /nope', 'what is not there has no folder above'],
    ['', undefined, 'missing ', 'no path'],
    ['.', undefined, 'directory /', 'here'],
    ['sh', '/bin', 'file /usr/bin/dash', 'a name from a folder behind a link'],
    ['../bin', '/usr/bin', 'directory /usr/bin', 'up from a folder'],
    ['./v2/run', '/opt/app/', 'file /opt/app/v2/run', 'from a folder with a slash'],
    ['/usr', '/nope', 'directory /usr', 'an absolute path does not ask where from'],
    ['x', '/nope', 'missing /nope', 'from nowhere'],
    ['x', '/usr/bin/dash', 'not-a-folder /usr/bin/dash', 'from a file'],
    ['/null', undefined, 'other /null', 'a device'],
    ['/null/x', undefined, 'not-a-folder /null', 'below a device'],
    ['/__proto__/constructor', undefined, 'file /__proto__/constructor', 'names that objects have'],
    ['/constructor', undefined, 'missing /constructor', 'such a name that is not there'],
    ['/ünï/名前', undefined, 'file /ünï/名前', 'names beyond ASCII'],
    ['/self', undefined, 'loop /self', 'a link to itself'],
    ['/ping', undefined, 'loop /ping', 'two links to each other, with ever more behind'],
  ])('%s from %s is %s', async (path, from, expected, _reason) => {
    expect(printResolution(await files.resolve(path, from === undefined ? {} : { from }))).toBe(expected);
  });

  test.each([
    ['/bin', 'symlink /bin', 'the link itself'],
    ['/bin/', 'directory /usr/bin', 'a slash asks for the folder'],
    ['/bin/.', 'directory /usr/bin', 'so does a dot'],
    ['/bin/sh', 'symlink /usr/bin/sh', 'links on the way are followed'],
    ['/self', 'symlink /self', 'a loop is not gone into'],
    ['/opt/nothing', 'symlink /opt/nothing', 'nor is nothing'],
    ['/usr/bin/dash', 'file /usr/bin/dash', 'no link at all'],
  ])('%s with the last link kept is %s', async (path, expected, _reason) => {
    expect(printResolution(await files.resolve(path, { keepLink: true }))).toBe(expected);
  });

  test('is told with the folders that were searched and the links that were followed', async () => {
    const found = await files.resolve('/bin/../bin/./sh');
    expect(found).toMatchObject({ outcome: 'found', path: '/usr/bin/dash', links: ['/bin', '/usr/bin/sh'] });
    expect(found.outcome === 'found' && found.folders.map(({ path }) => path)).toEqual([
      '/', // bin, the link
      '/', // usr
      '/usr', // bin
      '/usr/bin', // ..
      '/usr', // bin
      '/usr/bin', // .
      '/usr/bin', // sh, the link
      '/usr/bin', // dash
    ]);
  });

  test('searches the folders above the one that a relative path starts in', async () => {
    const found = await files.resolve('dash', { from: '/usr/bin' });
    expect(found.outcome === 'found' && found.folders.map(({ path }) => path)).toEqual(['/', '/usr', '/usr/bin']);
  });

  test('has 40 links at most', async () => {
    const chain = (links: number) =>
      filesOf(
        fakeLayer([
          ...Array.from({ length: links }, (_, index) => ({ path: `l${index}`, target: `l${index + 1}` })),
          { path: `l${links}` },
        ]),
      );
    expect(printResolution(await chain(40).resolve('/l0'))).toBe('file /l40');
    const loop = await chain(41).resolve('/l0');
    expect(printResolution(loop)).toBe('loop /l40');
    expect(loop.links).toHaveLength(40);
  });

  test('may be deeper than calls may nest', async () => {
    const path = Array.from({ length: 3_000 }, () => 'd').join('/');
    const deep = filesOf(fakeLayer([{ path: `${path}/file` }]), fakeLayer([{ path: `${path}/other` }]));
    expect(printResolution(await deep.resolve(`/${path}/other`))).toBe(`file /${path}/other`);
    expect((await deep.files()).map((file) => file.path.slice(-7))).toEqual(['/d/file', 'd/other']);
  });
});

describe('a path in several layers', () => {
  test.each([
    ['/a/x', 'file /a/x', [fakeLayer([{ path: 'a/y' }]), fakeLayer([{ path: 'a/x' }])], 'folders are merged'],
    ['/a/x', 'not-a-folder /a', [fakeLayer([{ path: 'a' }]), fakeLayer([{ path: 'a/x' }])], 'a file hides a folder'],
    [
      '/a/x',
      'missing /a/x',
      [fakeLayer([{ path: 'a', type: 'directory' }]), fakeLayer([{ path: 'a' }]), fakeLayer([{ path: 'a/x' }])],
      'a file between two folders parts them',
    ],
    [
      '/a/x',
      'missing /a/x',
      [fakeLayer([{ path: 'a', type: 'directory' }]), fakeLayer([{ path: 'a', target: 'b' }, { path: 'b/x' }])],
      'a folder hides a link',
    ],
    [
      '/a/y',
      'missing /a/y',
      [fakeLayer([{ path: 'a/x' }]), fakeLayer([{ path: 'a', target: 'b' }, { path: 'b/y' }])],
      'a folder that is only implied hides a link too',
    ],
    [
      '/a/x',
      'file /b/x',
      [fakeLayer([{ path: 'a', target: 'b' }]), fakeLayer([{ path: 'a/x' }, { path: 'b/x' }])],
      'a link hides a folder',
    ],
    ['/a/x', 'missing /a/x', [fakeLayer([], { whiteouts: ['a/x'] }), fakeLayer([{ path: 'a/x' }])], 'a whiteout'],
    [
      '/a/x',
      'missing /a',
      [fakeLayer([], { whiteouts: ['a'] }), fakeLayer([{ path: 'a/x' }])],
      'a whiteout of the folder',
    ],
    [
      '/a/x',
      'file /a/x',
      [fakeLayer([{ path: 'a/x' }], { whiteouts: ['a/x'] }), fakeLayer([{ path: 'a/x', type: 'other' }])],
      'a whiteout hides nothing of its own layer',
    ],
    [
      '/a/x',
      'missing /a/x',
      [fakeLayer([{ path: 'a/y' }], { whiteouts: ['a'] }), fakeLayer([{ path: 'a/x' }])],
      'a folder that is gone and made anew',
    ],
    ['/a/x', 'missing /a/x', [fakeLayer([], { opaque: ['a'] }), fakeLayer([{ path: 'a/x' }])], 'an opaque folder'],
    [
      '/a/b/x',
      'missing /a/b/x',
      [fakeLayer([{ path: 'a/b/y' }], { opaque: ['a'] }), fakeLayer([{ path: 'a/b/x' }])],
      'a folder in an opaque folder',
    ],
    [
      '/a/x',
      'missing /a/x',
      [fakeLayer([{ path: 'a/y' }]), fakeLayer([], { opaque: ['a'] }), fakeLayer([{ path: 'a/x' }])],
      'an opaque folder in the middle',
    ],
    ['/a', 'directory /a', [fakeLayer([], { opaque: ['a'] }), fakeLayer([{ path: 'a' }])], 'an opaque folder is there'],
    [
      '/a/x',
      'file /a/x',
      [fakeLayer([{ path: 'a/x' }]), fakeLayer([], { whiteouts: ['a'] }), fakeLayer([{ path: 'a/y' }])],
      'above a whiteout',
    ],
    ['/x', 'missing /x', [fakeLayer([], { opaque: [''] }), fakeLayer([{ path: 'x' }])], 'an opaque root'],
    ['/x', 'missing /x', [], 'no layers'],
    ['/', 'directory /', [], 'there is always a root'],
  ])('%s is %s', async (path, expected, layers, _reason) => {
    expect(printResolution(await filesOf(...layers).resolve(path))).toBe(expected);
  });

  test('takes owner and mode of a folder from the uppermost layer that lists it', async () => {
    const files = filesOf(
      fakeLayer([{ path: 'a/b/x' }]),
      fakeLayer([{ path: 'a', type: 'directory', mode: 0o700, uid: 7, gid: 8 }]),
      fakeLayer([{ path: 'a', type: 'directory', mode: 0o711 }]),
    );
    const found = await files.resolve('/a/b/x');
    const folders = found.outcome === 'found' ? found.folders : [];
    expect(folders.map(({ path, entry }) => [path, entry.mode, entry.uid, entry.gid, entry.isImplied])).toEqual([
      ['/', 0o755, 0, 0, true],
      ['/a', 0o700, 7, 8, false],
      ['/a/b', 0o755, 0, 0, true],
    ]);
  });

  test.each([
    [fakeLayer([{ path: 'a/x' }]), 0o700, 7, 'a folder over the folder'],
    [fakeLayer([{ path: 'a/x' }], { opaque: ['a'] }), 0o700, 7, 'an opaque folder hides what is in the folder'],
    [fakeLayer([{ path: 'a/x' }], { whiteouts: ['a'] }), 0o755, 0, 'a whiteout hides the folder itself'],
  ])('has mode and owner of a folder that is only implied from below: %#', async (above, mode, uid, _reason) => {
    const found = await filesOf(above, fakeLayer([{ path: 'a', type: 'directory', mode: 0o700, uid: 7 }])).resolve(
      '/a',
    );
    expect(found.outcome === 'found' && [found.entry.mode, found.entry.uid]).toEqual([mode, uid]);
  });
});

describe('a hard link to another layer', () => {
  const script = { kind: 'script', line: '/bin/sh', hasCarriageReturn: false, isCut: false } as const;

  test('has size, mode and facts of its target in the layers below, and its own owner', async () => {
    const files = filesOf(
      fakeLayer([{ path: 'run', size: 1 }]),
      fakeLayer([{ path: 'start', linkPath: 'run', mode: 0, uid: 5, gid: 6 }]),
      fakeLayer([{ path: 'run', mode: 0o711, size: 42, uid: 1, facts: script }]),
    );
    const found = await files.resolve('/start');
    expect(found).toMatchObject({
      outcome: 'found',
      path: '/start',
      entry: { path: 'start', type: 'file', mode: 0o711, uid: 5, gid: 6, size: 42, facts: script },
    });
  });

  test('may lead to a hard link, and through linked folders', async () => {
    const layers = [
      fakeLayer([{ path: 'a', linkPath: 'bin/b' }]),
      fakeLayer([
        { path: 'usr/bin/b', linkPath: 'c' },
        { path: 'bin', target: 'usr/bin' },
      ]),
      fakeLayer([{ path: 'c', size: 9 }]),
    ];
    const files = filesOf(...layers);
    expect(await files.resolve('/a')).toMatchObject({ outcome: 'found', entry: { path: 'a', size: 9 } });
    expect((await files.files()).map(({ path, entry }) => [path, entry.size])).toEqual([
      ['/a', 9],
      ['/usr/bin/b', 9],
      ['/c', 9],
    ]);
    expect(layers.map(({ opened }) => opened)).toEqual([1, 1, 1]);
  });

  test('may be a link to a symlink, which is followed', async () => {
    const files = filesOf(
      fakeLayer([{ path: 'sh', linkPath: 'bin/sh' }]),
      fakeLayer([{ path: 'bin/sh', target: '/dash' }, { path: 'dash' }]),
    );
    expect(printResolution(await files.resolve('/sh'))).toBe('file /dash');
  });

  test.each([
    ['nowhere', 'nothing there'],
    ['dir', 'a folder'],
    ['a', 'itself, which is in no layer below'],
  ])('to %s cannot be told', async (linkPath, _reason) => {
    const files = filesOf(fakeLayer([{ path: 'a', linkPath }]), fakeLayer([{ path: 'dir/x' }]));
    expect(await files.resolve('/a')).toEqual({
      outcome: 'unknown',
      at: '/a',
      why: `'/a' is a hard link to '/${linkPath}', which no layer below it has`,
      links: [],
    });
    expect((await files.files()).map(({ path }) => path)).toEqual(['/dir/x']);
  });
});

describe('layers are read late', () => {
  const folder = (path: string) => ({ path, type: 'directory' as const });

  test.each([
    ['/bin/app', [1, 0, 0], 'the top layer has the file and its folders'],
    ['/', [0, 0, 0], 'the root is always there'],
    ['/gone/x', [1, 0, 0], 'a whiteout decides'],
    ['/opaque/x', [1, 0, 0], 'an opaque folder decides'],
    ['/bin/app/x', [1, 0, 0], 'nothing is below a file'],
    ['/link', [1, 0, 0], 'the link and its target are in the top layer'],
    ['/implied/x', [1, 1, 0], 'owner and mode of the folder are in the layer below'],
    ['/bin/sh', [1, 1, 0], 'the file is in the layer below'],
    ['/etc/os', [1, 1, 1], 'the file is in the lowest layer'],
    ['/nope', [1, 1, 1], 'what is nowhere has to be looked for everywhere'],
  ])('%s', async (path, opened, _reason) => {
    const layers = [
      fakeLayer([folder('bin'), { path: 'bin/app' }, { path: 'implied/x' }, { path: 'link', target: 'bin/app' }], {
        whiteouts: ['gone'],
        opaque: ['opaque'],
      }),
      fakeLayer([folder('bin'), { path: 'bin/sh' }, folder('implied')]),
      fakeLayer([folder('etc'), { path: 'etc/os' }, { path: 'opaque/x' }]),
    ];
    const files = filesOf(...layers);
    await files.resolve(path);
    expect(layers.map((layer) => layer.opened)).toEqual(opened);
  });

  test('and once, also when many ask', async () => {
    const layers = [fakeLayer([folder('bin')]), fakeLayer([{ path: 'bin/a' }]), fakeLayer([{ path: 'bin/b' }])];
    const files = filesOf(...layers);
    const paths = ['/bin/a', '/bin/b', '/bin/c', '/d', '/bin/a'];
    const answers = await Promise.all(paths.map(async (path) => printResolution(await files.resolve(path))));
    await files.list('/bin');
    await files.files();
    expect(answers).toEqual(['file /bin/a', 'file /bin/b', 'missing /bin/c', 'missing /d', 'file /bin/a']);
    expect(layers.map((layer) => layer.opened)).toEqual([1, 1, 1]);
  });

  test('fails with the fault of a layer, where that layer is needed', async () => {
    const fault = new ImageFault('broken', 'layer 1 is cut short');
    const files = new LayeredFiles([fakeLayer([{ path: 'a' }]).open, () => Promise.reject(fault)], []);
    expect(printResolution(await files.resolve('/a'))).toBe('file /a');
    await expect(files.resolve('/b')).rejects.toBe(fault);
    await expect(files.list('/')).rejects.toBe(fault);
    await expect(files.files()).rejects.toBe(fault);
  });
});

describe('what is in a folder', () => {
  const files = filesOf(
    fakeLayer([{ path: 'usr/bin/new' }, { path: 'usr/bin/both' }, { path: 'bin', target: 'usr/bin' }], {
      whiteouts: ['usr/bin/old'],
      opaque: ['srv'],
    }),
    fakeLayer([{ path: 'usr/bin/old' }, { path: 'usr/bin/both' }, { path: 'usr/bin/deep/x' }, { path: 'srv/x' }]),
  );

  test.each([
    ['/usr/bin', ['both', 'deep', 'new'], 'merged, without what is hidden and what is deeper'],
    ['/bin/', ['both', 'deep', 'new'], 'through a link'],
    ['/srv', [], 'an opaque folder'],
    ['/', ['bin', 'dev', 'proc', 'srv', 'sys', 'usr'], 'the root, with what the runtime mounts'],
    ['/usr/bin/new', undefined, 'a file'],
    ['/nope', undefined, 'nothing'],
    ['/proc', undefined, "not the image's"],
  ])('%s: %j', async (path, names, _reason) => {
    expect((await files.list(path))?.toSorted()).toEqual(names);
  });
});

describe('all files', () => {
  test('are those that no layer above hides, whatever links lead to them', async () => {
    const files = filesOf(
      fakeLayer([{ path: 'a/new' }, { path: 'was-folder' }, { path: 'link', target: 'a' }], {
        whiteouts: ['a/old'],
        opaque: ['srv'],
      }),
      fakeLayer([
        { path: 'a/old' },
        { path: 'a/kept' },
        { path: 'was-folder/x' },
        { path: 'link/x' },
        { path: 'srv/x' },
      ]),
      fakeLayer([{ path: 'a/kept' }, { path: 'b/c/d' }, { path: 'null', type: 'other' }]),
    );
    expect((await files.files()).map(({ path }) => path)).toEqual(['/a/new', '/was-folder', '/a/kept', '/b/c/d']);
  });

  test('are told whatever is mounted over them', async () => {
    const files = new LayeredFiles(
      [fakeLayer([{ path: 'data/x' }]).open],
      [{ path: '/data', volume: 'v', subPath: '' }],
    );
    expect((await files.files()).map(({ path }) => path)).toEqual(['/data/x']);
  });
});
