import { buildImage } from '../built-image';
import { buildLayer } from '../built-layer';
import { damageBlob, storeImages } from '../image-store';
import { faultOf } from '../read-layer';
import type { Bench } from './source-under-test';

/** Laws of reading configurations. */
export function configLaws({ law, readFirst }: Bench): void {
  law('comes with all its fields', [], async () => {
    const layers = [await buildLayer([{ path: 'web' }])];
    const image = buildImage({
      layers,
      config: {
        Entrypoint: ['/web'],
        Cmd: ['--port', '80'],
        Env: ['PATH=/bin', 'A=b=c'],
        User: '1000:1000',
        WorkingDir: '/srv',
        ExposedPorts: { '80/tcp': {}, '53/udp': {} },
        Volumes: { '/data': {} },
      },
    });
    const read = await readFirst(storeImages({ 'app:1.0': image }));
    expect(read.config).toEqual({
      platform: { os: 'linux', architecture: 'amd64' },
      entrypoint: ['/web'],
      cmd: ['--port', '80'],
      env: new Map([
        ['PATH', '/bin'],
        ['A', 'b=c'],
      ]),
      user: '1000:1000',
      workingDir: '/srv',
      exposedPorts: ['80/tcp', '53/udp'],
      volumes: ['/data'],
      diffIds: layers.map(({ diffId }) => diffId),
    });
    expect(read.configBytes).toBe(image.config.bytes.length);
  });

  law('with a changed byte is broken, though it can be read', [], async () => {
    const image = buildImage({ config: { User: 'nobody' } });
    const store = storeImages({ 'app:1.0': image });
    damageBlob(store, image.config.digest, image.config.bytes.indexOf('nobody'));
    expect((await faultOf(readFirst(store))).kind).toBe('broken');
  });

  law('that is missing is missing', [], async () => {
    const image = buildImage();
    const store = storeImages({ 'app:1.0': image });
    store.blobs.delete(image.config.digest);
    expect((await faultOf(readFirst(store))).kind).toBe('missing');
  });

  law('of other layers than the manifest has is broken', [], async () => {
    const layers = [await buildLayer([{ path: 'web' }])];
    const image = buildImage({ layers, configFields: { rootfs: { type: 'layers', diff_ids: [] } } });
    expect((await faultOf(readFirst(storeImages({ 'app:1.0': image })))).kind).toBe('broken');
  });
}
