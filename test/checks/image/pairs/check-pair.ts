import type { Finding } from '../../../../src/checks/finding';
import { LayerStore } from '../../../../src/image/layers/layer-store';
import { openImageSource } from '../../../../src/image/sources/open-image-source';
import type { Fields, PlacedManifest } from '../../../../src/manifest/manifest';
import { checkImages } from '../../../../src/operations/check-images';
import { ImageReader } from '../../../../src/operations/image-reader';
import { type BuiltImage, buildImage, buildIndex } from '../../../image/built-image';
import { buildLayer, layerOf } from '../../../image/built-layer';
import { storeImages } from '../../../image/image-store';
import { writeOciLayout } from '../../../image/write-image-files';
import { deployment, placed } from '../../placed';
import type { ImagePlan, Pair } from './pair';

/** The pod of a pair. */
export function podSpecOf({ container = {}, pod }: Pick<Pair, 'container' | 'pod'>): Fields {
  return { containers: [{ name: 'web', image: 'app:1.0', ...container }], ...pod };
}

/** Writes the images of a pair as an OCI layout into a folder, which is made. */
export async function writeImages({ image, others = {}, damage }: Pair, folder: string): Promise<void> {
  const plans = Array.isArray(image) ? (image as readonly ImagePlan[]) : [image as ImagePlan];
  const built = await Promise.all(plans.map(build));
  const [first] = built;
  const app = built.length === 1 && first ? first : buildIndex(built);
  const images = await Promise.all(
    Object.entries(others).map(async ([name, plan]) => [name, await build(plan)] as const),
  );
  const store = storeImages({ 'app:1.0': app, ...Object.fromEntries(images) });
  damage?.(store, app);
  writeOciLayout(folder, store);
}

async function build({ layers = [[]], config = {}, platform }: ImagePlan): Promise<BuiltImage> {
  const built = await Promise.all(
    layers.map(async (layer) => (Buffer.isBuffer(layer) ? layerOf(layer) : await buildLayer(layer))),
  );
  return buildImage({ layers: built, config, ...(platform && { platform }) });
}

/** Everything that is said about a pair, one text for each finding, in order. */
export async function checkPair(pair: Pair, folder: string): Promise<string[]> {
  const source = await openImageSource({ kind: 'oci', path: folder, refName: undefined });
  try {
    const manifests: PlacedManifest[] = [deployment(podSpecOf(pair)), ...(pair.beside ?? []).map(placed)];
    const images = new ImageReader(() => ({ kind: 'source', source }), new LayerStore());
    const request = { manifests, images, platforms: pair.platforms ?? [], only: undefined, unused: false };
    const report = await checkImages(request);
    const findings = report.images.flatMap((each) => each.findings).filter(({ code }) => code !== 'IMAGE_FOUND');
    return findings.map((finding) => printFinding(finding).replaceAll(folder, 'build'));
  } finally {
    await source.close();
  }
}

function printFinding({ outcome, code, what, why, fix, platforms = [] }: Finding): string {
  const only = platforms.length === 0 ? '' : ` [${platforms.join(', ')}]`;
  const sizeless = outcome === 'pass' ? what.replace(/, [\d.]+ [kMG]?B(?=;|$)/, '') : what;
  return [
    `${outcome} ${code}: ${sizeless}${only}`,
    ...(why === '' ? [] : [`  why: ${why}`]),
    ...(fix === '' ? [] : [`  fix: ${fix}`]),
  ]
    .join('\n')
    .replace(/sha256:[0-9a-f]{64}/g, 'sha256:…');
}
