import { ImageFault } from '../../src/image/image-fault';
import type { ImageLayer } from '../../src/image/image-source';

/** What a promise is refused with. */
export async function faultOf(promise: Promise<unknown> | undefined): Promise<{ kind: string; why: string }> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof ImageFault) return { kind: error.kind, why: error.why };
    throw error;
  }
  throw new Error('there was no fault');
}

/** What a layer gives, until its end or a fault. */
export async function readLayer(
  layer: ImageLayer | undefined,
): Promise<{ readonly bytes: Buffer; readonly fault: ImageFault | undefined }> {
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of layer?.open() ?? []) chunks.push(chunk);
    return { bytes: Buffer.concat(chunks), fault: undefined };
  } catch (error) {
    if (error instanceof ImageFault) return { bytes: Buffer.concat(chunks), fault: error };
    throw error;
  }
}
