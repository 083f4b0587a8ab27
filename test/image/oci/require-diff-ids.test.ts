import { ImageFault } from '../../../src/image/image-fault';
import { parseImageConfig } from '../../../src/image/oci/parse-image-config';
import { requireDiffIds } from '../../../src/image/oci/require-diff-ids';
import { buildImage } from '../built-image';
import { buildLayer } from '../built-layer';

describe('the digests of unpacked layers', () => {
  test('are as many as layers', async () => {
    const layers = [await buildLayer([{ path: 'a' }]), await buildLayer([{ path: 'b' }])];
    const config = parseImageConfig(buildImage({ layers }).config.bytes, 'the configuration');
    expect(requireDiffIds(config, 2, "'app:1.0'")).toEqual(layers.map(({ diffId }) => diffId));
    expect(() => requireDiffIds(config, 3, "'app:1.0'")).toThrow(
      new ImageFault('broken', "'app:1.0' has 3 layers in its manifest and 2 in its configuration"),
    );
  });
});
