import { ImageFault } from '../image-fault';
import { type Descriptor, readDescriptor } from './descriptor';
import { JsonFields } from './json-fields';
import {
  ARTIFACT_NAMES,
  CONFIG_TYPES,
  INDEX_TYPES,
  MANIFEST_TYPES,
  SCHEMA_1_TYPES,
  STATEMENT_TYPES,
} from './media-types';

const NAMES = { index: 'an index', manifest: 'a manifest' };

/** An image for several platforms. */
export interface ParsedIndex {
  readonly kind: 'index';
  /** All that it lists, attestations included; `imageEntries` leaves them out. */
  readonly manifests: readonly Descriptor[];
}

/** An image for one platform. */
export interface ParsedManifest {
  readonly kind: 'manifest';
  readonly config: Descriptor;
  /** Lowest first. */
  readonly layers: readonly Descriptor[];
}

/**
 * Reads a manifest or an index of OCI or Docker's schema 2, whichever its own `mediaType` says, else the claimed type,
 * else its fields. At most 8 MiB, where the specification asks for 4.
 *
 * @param claimedMediaType what a registry or an index says that it is; parameters and types that are too wide
 *   (`application/json`) are passed over
 * @param where a noun for messages: `the manifest of 'app:1.0'`
 * @throws ImageFault `broken` for what is no image, `unknown` for schema 1 and what is too big
 * @see https://github.com/opencontainers/image-spec/blob/v1.1.0/manifest.md
 */
export function parseImageManifest(
  bytes: Uint8Array,
  claimedMediaType: string | undefined,
  where: string,
): ParsedIndex | ParsedManifest {
  const fields = JsonFields.parse(bytes, where);
  const kind = requireKind(fields, claimedMediaType, where);
  if (kind === 'index') return { kind, manifests: fields.objects('manifests').map(readDescriptor) };
  const config = fields.object('config');
  if (config === undefined) throw new ImageFault('broken', `${where} names no configuration`);
  const { mediaType } = readDescriptor(config);
  if (!CONFIG_TYPES.has(mediaType)) throw notAnImage(where, fields.text('artifactType') || mediaType);
  const layers = fields.objects('layers').map(readDescriptor);
  const statement = layers.find((layer) => STATEMENT_TYPES.has(layer.mediaType));
  if (statement !== undefined) throw notAnImage(where, statement.mediaType);
  return { kind, config: readDescriptor(config), layers };
}

function requireKind(fields: JsonFields, claimedMediaType: string | undefined, where: string): 'index' | 'manifest' {
  const own = fields.text('mediaType') || undefined;
  const claimed = claimedMediaType?.split(';')[0]?.trim().toLowerCase();
  const isSchema1 = fields.has('fsLayers') || [own, own ?? claimed].some((type) => SCHEMA_1_TYPES.has(type ?? ''));
  if (isSchema1) {
    const old = 'is of the old schema 1, which is not read here, and no longer by new container runtimes';
    throw new ImageFault('unknown', `${where} ${old}`);
  }
  const shape = requireOneShape(fields, where);
  const ownKind = kindOfType(own);
  if (own !== undefined && ownKind === undefined) throw notAnImage(where, own);
  const claimedKind = kindOfType(claimed);
  const words = [
    ...(ownKind === undefined ? [] : [`calls itself ${NAMES[ownKind]}`]),
    ...(claimedKind === undefined ? [] : [`was given as ${NAMES[claimedKind]}`]),
    ...(shape === undefined ? [] : [`has the fields of ${NAMES[shape]}`]),
  ];
  // the same bytes must not be two things: https://github.com/advisories/GHSA-77vh-xpmg-72qh
  const kinds = new Set([ownKind, claimedKind, shape].filter((kind) => kind !== undefined));
  if (kinds.size > 1) throw new ImageFault('broken', `${where} ${words.join(' and ')}`);
  const [kind] = kinds;
  if (kind === undefined) throw new ImageFault('broken', `${where} is neither a manifest nor an index of images`);
  return kind;
}

function requireOneShape(fields: JsonFields, where: string): 'index' | 'manifest' | undefined {
  const isManifest = fields.has('config') || fields.has('layers');
  if (!fields.has('manifests')) return isManifest ? 'manifest' : undefined;
  if (!isManifest) return 'index';
  throw new ImageFault('broken', `${where} is a manifest and an index at once, which runtimes refuse`);
}

function kindOfType(mediaType: string | undefined): 'index' | 'manifest' | undefined {
  if (mediaType === undefined) return undefined;
  if (INDEX_TYPES.has(mediaType)) return 'index';
  return MANIFEST_TYPES.has(mediaType) ? 'manifest' : undefined;
}

function notAnImage(where: string, type: string): ImageFault {
  // the grammar of media types keeps free text out of messages: https://www.rfc-editor.org/rfc/rfc6838#section-4.2
  const isShown = /^[\w!#$&^.+-]{1,127}\/[\w!#$&^.+-]{1,127}$/.test(type);
  const what = ARTIFACT_NAMES.get(type) ?? (isShown ? `an artifact of type '${type}'` : 'an artifact of another kind');
  return new ImageFault('broken', `${where} is not a container image but ${what}`);
}
