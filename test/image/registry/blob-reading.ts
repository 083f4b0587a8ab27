import { createHash } from 'node:crypto';
import type { BlobRequest } from '../../../src/image/registry/ask-for-blob';
import type { BlobLimits } from '../../../src/image/registry/fetch-blob';
import { RegistryContent } from '../../../src/image/registry/registry-content';
import { RegistrySession } from '../../../src/image/registry/registry-session';
import { type Answerer, type FakeRegistry, fakeRegistry } from './fake-registry';
import { serveBlob } from './serve-blob';

/** A blob of 40 bytes, and how it is spoken of. */
export const BYTES = Buffer.from('0123456789abcdefghijklmnopqrstuvwxyzABCD');
export const DIGEST = sha256(BYTES);
export const LAYER = "layer 1 of 'app:1'";
/** The request for it. */
export const GET = `GET /v2/app/blobs/${DIGEST}`;
const QUICK: BlobLimits & { timeoutMilliseconds: number } = {
  timeoutMilliseconds: 5000,
  stallMilliseconds: 5000,
  leastBytesPerSecond: 1,
  slowMilliseconds: 5000,
  pauseMilliseconds: 1,
};

export function sha256(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

export interface BlobCase {
  readonly bytes?: Buffer;
  readonly digest?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly limits?: Partial<typeof QUICK>;
}

export function contentFor({ env = {}, limits = {} }: BlobCase = {}): RegistryContent {
  const all = { ...QUICK, ...limits };
  return new RegistryContent(new RegistrySession({ env, timeoutMilliseconds: all.timeoutMilliseconds }), all);
}

export function requestTo(
  { host }: FakeRegistry,
  { bytes = BYTES, digest = sha256(bytes) }: BlobCase = {},
): BlobRequest {
  const rest = "the manifest of 'app:1' but not its layer 1";
  return { repository: `${host}/app`, digest, bytes: bytes.length, where: LAYER, rest };
}

/** What comes of a blob, and how it ends; the host is written as HOST. */
export async function readFrom(registry: FakeRegistry, options: BlobCase = {}) {
  const chunks: Uint8Array[] = [];
  let end: unknown = 'whole';
  try {
    for await (const chunk of contentFor(options).streamBlob(requestTo(registry, options))) chunks.push(chunk);
  } catch (error) {
    const { name, kind, why } = error as { name: string; kind: string; why?: string };
    if (why === undefined) throw error;
    end = { name, kind, why: why.replaceAll(registry.host, 'HOST') };
  }
  await registry.isIdle();
  return { bytes: Buffer.concat(chunks).toString(), end };
}

/** A registry that answers so, except when it is asked whether it is one. */
export function registryThat(answer: Answerer): Promise<FakeRegistry> {
  return fakeRegistry((request, turn) => (request.url === '/v2/' ? {} : answer(request, turn)));
}

export async function read(answer: Answerer, options: BlobCase = {}) {
  const registry = await registryThat(answer);
  const { bytes, end } = await readFrom(registry, options);
  return { bytes, end, asked: registry.lines(), ranges: registry.seen.map(({ headers }) => headers.range) };
}

export const fault = (kind: string, why: string) => ({ name: 'ImageFault', kind, why });
export const WHOLE = { bytes: BYTES.toString(), end: 'whole' };

/** A blob of which only some bytes come with each answer. */
export function cutAfter(bytes: number): Answerer {
  return (request) => {
    const answer = serveBlob(request, BYTES);
    const body = answer.body as Buffer | undefined;
    return body === undefined || body.length <= bytes
      ? answer
      : { ...answer, body: body.subarray(0, bytes), isCut: true };
  };
}
