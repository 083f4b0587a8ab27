import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSupply, type Supply } from '../../src/operations/open-supply';
import { buildImage } from '../image/built-image';
import { storeImages } from '../image/image-store';
import { writeDockerArchive } from '../image/write-image-files';

const folder = mkdtempSync(join(tmpdir(), 'lockstep (supply) '));
const archive = join(folder, 'app.tar');
const open: Supply[] = [];
beforeAll(() => writeDockerArchive(archive, storeImages({ 'team/app:1.0': buildImage() })));
afterEach(async () => {
  for (const supply of open.splice(0)) await supply.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function supplyOf(...question: Parameters<typeof openSupply>): Promise<Supply> {
  const supply = await openSupply(...question);
  open.push(supply);
  return supply;
}

describe('where images are looked for', () => {
  test.each([[{}], [{ image: 'registry' }]])('%j: each in its registry', async (options) => {
    const supply = await supplyOf(options, ['docker.io/team/app', 'docker.io/library/redis']);
    const answers = ['team/app:1.0', 'redis', 'Not An Image'].map((image) => supply.supplyOf(image).kind);
    expect(answers).toEqual(['source', 'source', 'source']);
  });

  test('an archive stands for the own image, in any spelling, and for no other', async () => {
    const supply = await supplyOf({ image: `docker-archive:${archive}` }, ['docker.io/team/app']);
    for (const image of ['team/app:1.0', 'docker.io/team/app:2.0', 'index.docker.io/team/app', 'Not An Image']) {
      expect(supply.supplyOf(image).kind).toBe('source');
    }
    expect(supply.supplyOf('redis:7')).toEqual({
      kind: 'skipped',
      why: '--image stands for docker.io/team/app alone; without it, each image is looked for in its registry',
    });
  });

  test('an archive has the image that is asked for', async () => {
    const supply = await supplyOf({ image: `docker-archive:${archive}` }, ['docker.io/team/app']);
    const answer = supply.supplyOf('team/app:1.0');
    if (answer.kind !== 'source') throw new Error(`the archive is ${answer.kind}`);
    const { platforms } = await answer.source.findImage({ repository: 'team/app', tag: '1.0' });
    expect(platforms).toHaveLength(1);
  });

  test.each([
    [{ image: 'docker-archive:app.tar' }, '--image'],
    [{ dockerfile: 'Dockerfile' }, '--dockerfile'],
  ])('refuses %j for several own images', async (options, flag) => {
    await expect(openSupply(options, ['docker.io/team/app', 'docker.io/team/api'])).rejects.toThrow(
      new Error(
        `CHECK_IMAGE_AMBIGUOUS: ${flag} stands for one image, and it may be docker.io/team/app or docker.io/team/api\n  why: what is found there must not be taken for another image\n  fix: say which one it is: check takes --only <repository>, image takes the image itself`,
      ),
    );
  });

  test.each([
    ['app.tar', 'IMAGE_LOCATION_INVALID'],
    [`docker-archive:${join(folder, 'gone.tar')}`, 'IMAGE_LOCATION_UNREADABLE'],
  ])('refuses %j with %s', async (image, code) => {
    await expect(openSupply({ image }, [])).rejects.toThrow(expect.objectContaining({ code }));
  });
});
