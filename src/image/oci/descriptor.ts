import { digestFault } from '../../release/reference-grammar';
import { type Platform, parsePlatform } from '../platform';
import { JsonFields } from './json-fields';

/**
 * Names a blob or a manifest by its content.
 *
 * @see https://github.com/opencontainers/image-spec/blob/v1.1.0/descriptor.md
 */
export interface Descriptor {
  readonly mediaType: string;
  /** `sha256:` and 64, or `sha512:` and 128 lower case hexadecimal digits. */
  readonly digest: string;
  /** Bytes. */
  readonly size: number;
  /** Where else the content can be fetched. */
  readonly urls?: readonly string[];
  /** In an index. Left out where the index does not say both words. */
  readonly platform?: Platform;
  readonly annotations?: Readonly<Record<string, string>>;
  /** Of a manifest in an index that is no image. */
  readonly artifactType?: string;
}

/**
 * Reads one descriptor. Fields that are not known are passed over.
 *
 * @param where a noun for messages: `the manifest of 'app:1.0'`
 * @throws ImageFault `broken`
 */
export function parseDescriptor(value: unknown, where: string): Descriptor {
  return readDescriptor(JsonFields.of(value, where));
}

/** The same for fields whose place is known. */
export function readDescriptor(fields: JsonFields): Descriptor {
  const digest = fields.requireText('digest');
  const fault = digestFault(digest);
  if (fault !== undefined) throw fields.fault('digest', /[^\x20-\x7e]/.test(fault) ? 'is no digest' : fault);
  const platform = readPlatform(fields);
  const artifactType = fields.text('artifactType');
  return {
    mediaType: fields.requireText('mediaType'),
    digest,
    size: fields.requireCount('size'),
    ...(fields.has('urls') && { urls: fields.texts('urls') }),
    ...(platform !== undefined && { platform }),
    ...(fields.has('annotations') && { annotations: Object.fromEntries(fields.textMap('annotations')) }),
    ...(artifactType && { artifactType }),
  };
}

function readPlatform(fields: JsonFields): Platform | undefined {
  const platform = fields.object('platform');
  const [os, architecture, variant] = ['os', 'architecture', 'variant'].map((name) => platform?.text(name));
  if (!os || !architecture) return undefined;
  const parsed = parsePlatform([os, architecture, ...(variant ? [variant] : [])].join('/'));
  if (parsed === undefined) throw fields.fault('platform', 'is none');
  return parsed;
}
