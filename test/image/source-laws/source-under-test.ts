import type { FoundImage, ImageSource, PlatformImage } from '../../../src/image/image-source';
import type { ImageStore } from '../image-store';

/** What not every source can say or hold. */
export type Ability =
  /** Images for several platforms. */
  | 'indexes'
  /** The manifest of an image as it was built. */
  | 'manifests'
  /** Finds an image by the digest of its manifest. */
  | 'digests'
  /** Knows of a digest that is not there that it is not there. */
  | 'absent digests'
  /** The media types of layers. */
  | 'media types'
  /** Which layers come from elsewhere. */
  | 'foreign layers'
  /** The digest of a layer that is packed. */
  | 'digests of packed layers';

export interface SourceUnderTest {
  /** Keeps the images of a store as they are in it, damaged ones too. */
  open(store: ImageStore): Promise<{
    readonly source: ImageSource;
    /** What the source calls the repository that is `app` in the store. */
    readonly repository: string;
  }>;
  /** Why the source lacks an ability: laws that need it are left out. */
  readonly lacks?: Readonly<Partial<Record<Ability, string>>>;
}

/** What laws are written with. */
export interface Bench {
  /** A law for sources that have all these abilities. */
  law(title: string, abilities: readonly Ability[], keep: () => Promise<void>): void;
  /** A source with these images, closed after the test. */
  open(store: ImageStore): ReturnType<SourceUnderTest['open']>;
  /** `app` with this tag, 1.0 when not given. */
  findTag(store: ImageStore, tag?: string): Promise<FoundImage>;
  /** The same, its first platform. */
  readFirst(store: ImageStore, tag?: string): Promise<PlatformImage>;
}

/** To be called in a `describe`, for what it opens is closed after each test. */
export function benchFor({ open, lacks = {} }: SourceUnderTest): Bench {
  const opened: ImageSource[] = [];
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((source) => source.close()));
  });
  const bench: Bench = {
    law: (title, abilities, keep) => {
      if (abilities.every((ability) => lacks[ability] === undefined)) test(title, keep);
    },
    open: async (store) => {
      const one = await open(store);
      opened.push(one.source);
      return one;
    },
    findTag: async (store, tag = '1.0') => {
      const { source, repository } = await bench.open(store);
      return await source.findImage({ repository, tag });
    },
    readFirst: async (store, tag) => {
      const [first] = (await bench.findTag(store, tag)).platforms;
      if (first === undefined) throw new Error('an image has at least one platform');
      return await first.read();
    },
  };
  return bench;
}
