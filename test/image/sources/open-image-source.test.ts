import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { ImageFault } from '../../../src/image/image-fault';
import { type BuiltImage, buildImage } from '../built-image';
import { buildLayer, digestOf } from '../built-layer';
import { storeImages } from '../image-store';
import { faultOf, readLayer } from '../read-layer';
import { dockerFiles, writeDockerArchive, writeOciArchive, writeOciLayout, writeTar } from '../write-image-files';
import { openLocation, refusalOf } from './refusal';
import { scratchPath } from './scratch-path';

const CODE = 'IMAGE_LOCATION_UNREADABLE';
const SAVE_AGAIN = 'make it again, with: docker save --output app.tar app:1.0; for an OCI layout, write oci-archive:';
const BUILD_AGAIN =
  'make it again, with: docker buildx build --output type=oci,dest=app.tar; for docker save, write docker-archive:';
const COPY_AGAIN = 'make it again, with: skopeo copy docker-daemon:app:1.0 oci:folder:1.0';

async function anImage(): Promise<BuiltImage> {
  return buildImage({ layers: [await buildLayer([{ path: 'web', content: 'x'.repeat(3000) }])] });
}

describe('a file with images', () => {
  test.each<[string, string, (path: string) => unknown, string, string, string]>([
    [
      'that is not there',
      'docker-archive',
      () => {},
      'there is no such file',
      'check the path, which begins at the folder that you are in',
      'docker-archive:PATH',
    ],
    [
      'that is a folder',
      'docker-archive',
      (path) => mkdirSync(path),
      'it is a folder',
      'write oci:PATH, if it is an OCI layout',
      'docker-archive:PATH',
    ],
    [
      'that should be a folder',
      'oci',
      (path) => writeFileSync(path, ''),
      'it is a file',
      'write docker-archive:PATH, or oci-archive:PATH for an OCI layout',
      'oci:PATH',
    ],
    [
      'that is a pipe',
      'docker-archive',
      (path) => execFileSync('mkfifo', [path]),
      'it is no regular file',
      'write it to a file first',
      'docker-archive:PATH',
    ],
    [
      'that is empty',
      'docker-archive',
      (path) => writeFileSync(path, ''),
      'PATH is empty',
      SAVE_AGAIN,
      'docker-archive:PATH',
    ],
    [
      'that is garbage',
      'oci-archive',
      (path) => writeFileSync(path, 'x'.repeat(5000)),
      'PATH is not a tar archive',
      BUILD_AGAIN,
      'oci-archive:PATH',
    ],
    [
      'that is another archive',
      'docker-archive',
      (path) => writeTar(path, [{ path: 'a' }]),
      'PATH has no manifest.json',
      SAVE_AGAIN,
      'docker-archive:PATH',
    ],
    [
      'that is an OCI layout',
      'docker-archive',
      async (path) => writeOciArchive(path, storeImages({ 'app:1.0': await anImage() })),
      'PATH has no manifest.json',
      SAVE_AGAIN,
      'docker-archive:PATH',
    ],
    [
      'that docker save wrote',
      'oci-archive',
      async (path) => writeDockerArchive(path, storeImages({ 'app:1.0': await anImage() })),
      'PATH has no index.json',
      BUILD_AGAIN,
      'oci-archive:PATH',
    ],
    ['that is an empty folder', 'oci', (path) => mkdirSync(path), 'PATH has no index.json', COPY_AGAIN, 'oci:PATH'],
    [
      'whose index is an image',
      'oci-archive',
      async (path) => writeTar(path, [{ path: 'index.json', content: (await anImage()).manifest.bytes }]),
      'index.json of PATH calls itself a manifest and was given as an index and has the fields of a manifest',
      BUILD_AGAIN,
      'oci-archive:PATH',
    ],
  ])('is refused: one %s', async (_case, kind, write, why, fix, shown) => {
    const path = scratchPath();
    await write(path);
    expect(await refusalOf(`${kind}:${path}`, path)).toEqual([CODE, `${shown} cannot be read`, why, fix]);
  });

  test.each<[string, string, string]>([
    ['{}', 'is not a list in JSON', 'an object'],
    ['', 'is not a list in JSON', 'nothing'],
    ['[', 'is not a list in JSON', 'half a list'],
    ['[7]', 'is a number, not an object', 'a number'],
    ['[{"Config":7}]', 'is a number, not a text', 'a number for a path'],
    ['[{"Layers":[]}]', 'is not there', 'no configuration'],
    ['[{"Config":"a","Layers":"b"}]', 'is a text, not a list', 'a text for a list'],
    ['[{"Config":"a","RepoTags":[7]}]', 'is a number, not a text', 'a number among names'],
  ])('is refused with the manifest.json %j', async (content, why, _reason) => {
    const path = scratchPath();
    await writeTar(path, [{ path: 'manifest.json', content }]);
    const [code, , said] = await refusalOf(`docker-archive:${path}`, path);
    expect([code, said]).toEqual([CODE, expect.stringMatching(`manifest.json of PATH ${why}$`)]);
  });

  test.each(['none', 'gzip'] as const)('is not read over 8 MiB of manifest.json (%s)', async (compression) => {
    const path = scratchPath();
    await writeTar(path, [{ path: 'manifest.json', content: `[${' '.repeat(50 * 2 ** 20)}]` }], compression);
    expect((await refusalOf(`docker-archive:${path}`, path))[2]).toBe(
      'manifest.json of PATH is over 8 MiB, and is not read',
    );
  });

  test('that is cut off anywhere is refused, or lacks what is behind, and never gives other bytes', async () => {
    const image = await anImage();
    const store = storeImages({ 'app:1.0': image });
    const files = dockerFiles(store);
    const path = scratchPath();
    // what is needed first stands in front, so that less is enough to find the image
    const entries = [...files].reverse().map(([name, content]) => ({ path: name, content }));
    await writeTar(path, entries);
    const whole = readFileSync(path);
    const outcomes = new Set<string>();
    for (let length = whole.length; length >= 0; length -= 173) {
      writeFileSync(path, whole);
      truncateSync(path, length);
      outcomes.add(await outcomeOf(path));
    }
    // missing: where it is cut off between two files
    expect([...outcomes].sort()).toEqual(['missing', 'refused', 'whole']);
  });

  async function outcomeOf(path: string): Promise<string> {
    if ((await refusalOf(`docker-archive:${path}`, path))[0] === CODE) return 'refused';
    const source = await openLocation(`docker-archive:${path}`);
    try {
      const [platform] = (await source.findImage({ repository: 'app', tag: '1.0' })).platforms;
      const { bytes, fault } = await readLayer((await platform?.read())?.layers[0]);
      if (fault === undefined) expect(digestOf(bytes)).toBe((await anImage()).layers[0]?.digest);
      return fault?.kind ?? 'whole';
    } catch (error) {
      if (error instanceof ImageFault) return error.kind;
      throw error;
    } finally {
      await source.close();
    }
  }

  test('has the name of its path', async () => {
    const path = scratchPath();
    writeOciLayout(path, storeImages({ 'app:1.0': await anImage() }));
    expect((await openLocation(`oci:${path}`)).name).toBe(path);
  });

  test('is refused for a name that it does not hold', async () => {
    const path = scratchPath();
    writeOciLayout(path, storeImages({ 'app:1.0': await anImage() }), { names: 'tag' });
    expect(await refusalOf(`oci:${path}:2.0`, path)).toEqual([
      CODE,
      'oci:PATH cannot be read',
      "PATH holds '1.0', not '2.0'",
      'write a name that it holds, or none: oci:PATH',
    ]);
  });

  test('that goes away while it is open is unknown', async () => {
    const path = scratchPath();
    writeOciLayout(path, storeImages({ 'app:1.0': await anImage() }));
    const source = await openLocation(`oci:${path}`);
    const [platform] = (await source.findImage({ repository: 'app', tag: '1.0' })).platforms;
    const layer = (await platform?.read())?.layers[0];
    const blob = `${path}/blobs/${layer?.digest.replace(':', '/')}`;
    truncateSync(blob, 10);
    expect((await faultOf(layer?.requireThere())).why).toBe(
      "layer 1 of 'app:1.0' has 10 bytes where 4608 were expected",
    );
  });
});
