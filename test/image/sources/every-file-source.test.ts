import { openImageSource } from '../../../src/image/sources/open-image-source';
import type { ImageStore } from '../image-store';
import { describeSourceContract } from '../source-contract';
import type { SourceUnderTest } from '../source-laws/source-under-test';
import { writeDockerArchive, writeOciArchive, writeOciLayout } from '../write-image-files';
import { scratchPath } from './scratch-path';

function source(kind: 'docker-archive' | 'oci' | 'oci-archive', write: (path: string, store: ImageStore) => unknown) {
  return {
    open: async (store: ImageStore) => {
      const path = scratchPath();
      await write(path, store);
      return { source: await openImageSource({ kind, path }), repository: 'app' };
    },
  };
}

const BEFORE_LAYOUTS: SourceUnderTest['lacks'] = {
  indexes: 'such an archive is for one platform',
  manifests: 'such an archive has none',
  digests: 'such an archive has no manifests to have digests',
  'absent digests': 'such an archive has no manifests to have digests',
  'media types': 'such an archive has none',
  'foreign layers': 'such an archive holds all its layers',
};

describeSourceContract('an archive of Docker 24', {
  ...source('docker-archive', (path, store) => writeDockerArchive(path, store)),
  lacks: { ...BEFORE_LAYOUTS, 'digests of packed layers': 'files are not named by their digests' },
});

describeSourceContract('an archive with blobs and no layout', {
  ...source('docker-archive', (path, store) => writeDockerArchive(path, store, { style: 'named-blobs' })),
  lacks: BEFORE_LAYOUTS,
});

describeSourceContract('an archive of Docker 25', {
  ...source('docker-archive', (path, store) => writeDockerArchive(path, store, { style: 'blobs' })),
  lacks: { 'absent digests': 'saving an image may give it another digest' },
});

describeSourceContract('an archive of Docker 24 in gzip', {
  ...source('docker-archive', (path, store) => writeDockerArchive(path, store, { compression: 'gzip' })),
  lacks: { ...BEFORE_LAYOUTS, 'digests of packed layers': 'files are not named by their digests' },
});

describeSourceContract(
  'an OCI layout in a folder',
  source('oci', (path, store) => writeOciLayout(path, store)),
);

describeSourceContract(
  'an OCI layout with tags alone',
  source('oci', (path, store) => writeOciLayout(path, store, { names: 'tag' })),
);

describeSourceContract(
  'an OCI layout with whole names',
  source('oci', (path, store) => writeOciLayout(path, store, { names: 'full' })),
);

describeSourceContract(
  'an OCI layout in an archive',
  source('oci-archive', (path, store) => writeOciArchive(path, store)),
);

describeSourceContract(
  'an OCI layout in an archive in zstd',
  source('oci-archive', (path, store) => writeOciArchive(path, store, { compression: 'zstd' })),
);
