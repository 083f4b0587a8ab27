import { randomBytes } from 'node:crypto';
import { type FactsCollector, startFacts } from '../facts/collect-facts';
import type { FileFacts } from '../facts/file-facts';
import { ImageFault } from '../image-fault';
import type { ImageLayer } from '../image-source';
import { decompress } from './decompress';
import { LayerIndexBuilder } from './layer-index-builder';
import type { PackedLayerIndex } from './packed-layer-index';
import { SharedSource } from './shared-source';
import type { ContentConsumer, TarEntry, TarVisitor } from './tar-entry';
import { TarWalker } from './tar-walker';

const GIB = 2 ** 30;
const MOST_UNPACKED_BYTES = 100 * GIB;

export interface ReadLayerOptions {
  /** Told how many bytes of the layer have come so far. */
  readonly onProgress?: ((bytesRead: number) => void) | undefined;
  /** How long the unpacked tar may be; 100 GiB when not given. */
  readonly maxUnpackedBytes?: number | undefined;
  /** What looks at the content of files; `startFacts` when not given. */
  readonly startFacts?: ((path: string, fileBytes: number) => FactsCollector) | undefined;
}

/**
 * Reads all of a layer, once: it is decompressed, and its files are looked at, while its bytes come in. Only what is
 * learned of it is kept.
 *
 * @throws ImageFault `broken` when runtimes could not unpack it, `unknown` when it is foreign, compressed with something
 * that is not read here or too big; and the faults of the source, which come first when its bytes are wrong
 */
export async function readLayer(layer: ImageLayer, options: ReadLayerOptions = {}): Promise<PackedLayerIndex> {
  if (layer.isForeign) {
    throw new ImageFault(
      'unknown',
      'the registry does not keep it, and the other addresses that it names are not asked',
    );
  }
  const { maxUnpackedBytes = MOST_UNPACKED_BYTES } = options;
  const builder = new LayerIndexBuilder(randomBytes(4).readUInt32LE());
  const walker = new TarWalker(new FactsVisitor(builder, options.startFacts ?? startFacts));
  const source = new SharedSource(layer.open(), options.onProgress);
  try {
    let unpackedBytes = 0;
    for await (const chunk of decompress(source)) {
      unpackedBytes += chunk.length;
      walker.push(chunk);
      if (walker.isDone) break;
      if (unpackedBytes > maxUnpackedBytes) throw tooBig(maxUnpackedBytes);
    }
    walker.end();
    await source.drain();
  } catch (error) {
    // when its bytes are not those of its digest, that is the reason, and the source says so at their end
    if (error instanceof ImageFault && error.kind === 'broken') await source.drain();
    throw error;
  } finally {
    await source.close();
  }
  return builder.finish(walker.position);
}

/** Puts entries into the index, and into the entries what their content says. */
class FactsVisitor implements TarVisitor {
  readonly #builder: LayerIndexBuilder;
  readonly #startFacts: typeof startFacts;

  constructor(builder: LayerIndexBuilder, start: typeof startFacts) {
    this.#builder = builder;
    this.#startFacts = start;
  }

  entry(entry: TarEntry): ContentConsumer | undefined {
    const wanted = this.#builder.add(entry);
    if (wanted === undefined) return undefined;
    const collector = this.#startFacts(wanted.path, entry.size);
    return {
      push: (piece) => collector.push(piece),
      end: () => this.#builder.setFacts(wanted.file, withCapabilities(collector.end(), entry)),
    };
  }
}

/** What a program brings with it is known by its header, and not by its content. */
function withCapabilities(facts: FileFacts, { capabilities }: TarEntry): FileFacts {
  return facts.kind === 'elf' && capabilities !== undefined ? { ...facts, capabilities } : facts;
}

function tooBig(mostBytes: number): ImageFault {
  const words = mostBytes % GIB === 0 ? `${mostBytes / GIB} GiB` : `${mostBytes} bytes`;
  return new ImageFault('unknown', `it unpacks to more than ${words}`);
}
