import { cutBlob, damageBlob } from '../../../image/image-store';
import { fails, type ImagePlan, imageOf, type Pair, said, starts } from './pair';
import { program } from './programs';

const WEB = imageOf([program('web')], { Entrypoint: ['/web'] });
const AMD64 = { os: 'linux', architecture: 'amd64' };
const ARM64 = { os: 'linux', architecture: 'arm64' };
const ON_ARM64: ImagePlan = {
  ...imageOf([program('web', { machine: 183 })], { Entrypoint: ['/web'] }),
  platform: ARM64,
};
const OTHER_MACHINE = { untried: 'it is for another architecture' };
const runs = (path: string) => ({ Entrypoint: [path] });

/** Whether the image is there, whole, and for the nodes. */
export const PLATFORM_PAIRS: readonly Pair[] = [
  {
    name: 'a layer that is no archive',
    image: { layers: [Buffer.from('no archive\n'.repeat(100))], config: runs('/web') },
    says: [
      fails(
        'IMAGE_BROKEN',
        'cannot be checked: a layer of app:1.0 cannot be read',
        'it is no tar archive',
        'build and save the image again',
      ),
    ],
    really: 'no image',
  },
  {
    name: 'a layer of other bytes',
    image: WEB,
    damage: (store, app) => {
      const [layer] = app.kind === 'image' ? app.layers : [];
      damageBlob(store, layer?.digest ?? '', 0);
    },
    says: [
      fails(
        'IMAGE_BROKEN',
        'cannot be checked: a layer of app:1.0 cannot be read',
        "layer 1 of 'app:1.0' has the digest sha256:… where sha256:… was expected",
        'build and save the image again',
      ),
    ],
    really: 'no image',
  },
  {
    name: 'a layer that was cut off',
    image: WEB,
    damage: (store, app) => {
      const [layer] = app.kind === 'image' ? app.layers : [];
      cutBlob(store, layer?.digest ?? '', 100);
    },
    says: [
      said(
        'fail',
        'IMAGE_BROKEN',
        'app:1.0 for linux/amd64 is damaged in build',
        "layer 1 of 'app:1.0' has 1948 bytes where 2048 were expected",
        'build and save the image again',
      ),
    ],
    really: 'no image',
  },
  {
    name: 'a layer that is missing',
    image: WEB,
    damage: (store, app) => {
      const [layer] = app.kind === 'image' ? app.layers : [];
      store.blobs.delete(layer?.digest ?? '');
    },
    says: [
      said(
        'fail',
        'IMAGE_INCOMPLETE',
        'app:1.0 for linux/amd64 is in build only in part',
        "build does not hold layer 1 of 'app:1.0', sha256:…",
        'save the image again',
      ),
    ],
    really: 'no image',
  },
  {
    name: 'another image than the layout has',
    image: WEB,
    container: { image: 'app:1.1' },
    says: [
      said(
        'fail',
        'IMAGE_MISSING',
        "app:1.1, which deployment 'web' runs, is not in build",
        "build holds 'docker.io/library/app:1.0', not 'app:1.1'",
        'name the place that holds this one, or mend the tag',
      ),
    ],
    really: 'no image',
  },
  {
    name: 'what is no image reference',
    image: WEB,
    container: { image: 'App:1.0' },
    says: [
      fails(
        'IMAGE_REFERENCE_INVALID',
        "runs 'App:1.0', which is no image reference",
        "the repository 'App' has upper case in 'App'",
        "write repository:tag, for example 'registry.example.com:5000/team/app:1.4.2', and quote numbers",
      ),
    ],
    really: { untried: 'it names no image' },
  },
  { name: 'an image for arm64 alone', image: ON_ARM64, says: [starts("'/web': static")], really: OTHER_MACHINE },
  {
    name: 'an image for arm64 alone, where amd64 is asked for',
    image: ON_ARM64,
    platforms: [AMD64],
    says: [
      said(
        'fail',
        'IMAGE_PLATFORM_MISSING',
        'app:1.0 is not for linux/amd64',
        'it is for linux/arm64 only',
        'build it for that platform too: docker buildx build --platform linux/amd64',
      ),
    ],
    really: OTHER_MACHINE,
  },
  {
    name: 'an image for arm64 alone, and nodes for amd64',
    image: ON_ARM64,
    pod: { nodeSelector: { 'kubernetes.io/arch': 'amd64' } },
    says: [
      fails(
        'IMAGE_PLATFORM_MISSING',
        'runs on nodes that app:1.0 is not for',
        'its nodeSelector asks for kubernetes.io/arch: amd64, and the image is for linux/arm64 only',
        'build the image for that platform too, or change the nodeSelector',
      ),
    ],
    really: OTHER_MACHINE,
  },
  {
    name: 'an image for arm64 alone, and nodes for arm64',
    image: ON_ARM64,
    pod: { nodeSelector: { 'kubernetes.io/arch': 'arm64' } },
    says: [starts("'/web': static")],
    really: OTHER_MACHINE,
  },
  {
    name: 'an index with two platforms, of which one lacks the program',
    image: [WEB, { ...imageOf([program('wep', { machine: 183 })], runs('/web')), platform: ARM64 }],
    says: [
      starts("'/web': static [linux/amd64]"),
      fails(
        'IMAGE_BINARY_MISSING',
        "runs '/web', which is not in app:1.0 [linux/arm64]",
        "'/' holds wep",
        "did you mean '/wep'?",
      ),
    ],
    really: OTHER_MACHINE,
  },
  {
    name: 'an index with two platforms, of which one lacks the program, and nodes for the other',
    image: [WEB, { ...imageOf([program('wep', { machine: 183 })], runs('/web')), platform: ARM64 }],
    pod: { nodeSelector: { 'kubernetes.io/arch': 'amd64' } },
    says: [starts("'/web': static [linux/amd64]")],
    really: OTHER_MACHINE,
  },
  {
    name: 'an index whose manifest for amd64 is missing',
    image: [WEB, ON_ARM64],
    damage: (store, app) => {
      const [amd64] = app.kind === 'index' ? app.entries : [];
      store.manifests.delete(amd64?.manifest.digest ?? '');
    },
    says: [
      said(
        'fail',
        'IMAGE_INCOMPLETE',
        'app:1.0 for linux/amd64 is in build only in part [linux/amd64]',
        "build does not hold the manifest of 'app:1.0' for linux/amd64, sha256:…",
        'save the image again',
      ),
      starts("'/web': static [linux/arm64]"),
    ],
    really: OTHER_MACHINE,
  },
  {
    name: 'an image for Windows',
    image: { ...imageOf([program('Files/web.exe')]), platform: { os: 'windows', architecture: 'amd64' } },
    container: { command: ['C:\\web.exe'] },
    says: [
      said(
        'skipped',
        'IMAGE_SKIPPED',
        "app:1.0, which deployment 'web' runs, was not looked at",
        'what is in images for windows is not looked at',
      ),
    ],
    really: { untried: 'it is for Windows' },
  },
];
