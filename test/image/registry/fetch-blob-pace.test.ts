import { createHash, randomBytes } from 'node:crypto';
import { BYTES, contentFor, cutAfter, fault, read, registryThat, requestTo, sha256, WHOLE } from './blob-reading';
import type { Answerer, FakeRegistry } from './fake-registry';
import { serveBlob } from './serve-blob';

describe('a download that takes long', () => {
  test('is given up when the registry does not begin', async () => {
    const { end } = await read(() => 'hang', { limits: { timeoutMilliseconds: 100 } });
    expect(end).toEqual(fault('unknown', 'HOST has not answered within 0.1 s'));
  });

  test('is given up when too little comes', async () => {
    const { end } = await read(() => ({ body: BYTES, drip: { bytes: 1, everyMilliseconds: 20 } }), {
      limits: { slowMilliseconds: 100, leastBytesPerSecond: 1000 },
    });
    expect(end).toEqual(fault('unknown', 'HOST sends less than 1000 bytes a second'));
  });

  test('is given up when too little comes in each of its parts', async () => {
    const { end } = await read(cutAfter(2), { limits: { slowMilliseconds: 0, leastBytesPerSecond: 1e9 } });
    expect(end).toEqual(fault('unknown', 'HOST sends less than 1000000000 bytes a second'));
  });

  test('may take longer than a question as long as enough comes', async () => {
    const { bytes, end } = await read(() => ({ body: BYTES, drip: { bytes: 4, everyMilliseconds: 40 } }), {
      limits: { timeoutMilliseconds: 200, slowMilliseconds: 100, leastBytesPerSecond: 10 },
    });
    expect({ bytes, end }).toEqual(WHOLE);
  });

  test('may take as long as its reader does', async () => {
    const bytes = randomBytes(4 * 2 ** 20);
    const registry = await registryThat((request) => serveBlob(request, bytes));
    const limits = {
      timeoutMilliseconds: 300,
      stallMilliseconds: 300,
      slowMilliseconds: 150,
      leastBytesPerSecond: 1e5,
    };
    const hash = createHash('sha256');
    let chunks = 0;
    for await (const chunk of contentFor({ limits }).streamBlob(requestTo(registry, { bytes }))) {
      hash.update(chunk);
      chunks += 1;
      if (chunks === 2) await new Promise((resolve) => setTimeout(resolve, 700));
    }
    expect(`sha256:${hash.digest('hex')}`).toBe(sha256(bytes));
  });
});

/** Waits until a request has come in. */
async function requested(registry: FakeRegistry): Promise<void> {
  while (registry.seen.length === 0) await new Promise((resolve) => setImmediate(resolve));
}

describe('a download that nobody wants any more', () => {
  const endless: Answerer = (request) => ({
    ...serveBlob(request, BYTES),
    body: BYTES.subarray(0, 39),
    isStalled: true,
  });

  test('lets go of its connection when the reader leaves', async () => {
    const bytes = randomBytes(8 * 2 ** 20);
    const registry = await registryThat((request) => serveBlob(request, bytes));
    for await (const chunk of contentFor().streamBlob(requestTo(registry, { bytes }))) {
      expect(chunk.length).toBeGreaterThan(0);
      break;
    }
    await registry.isIdle();
    expect(registry.seen).toHaveLength(1);
  });

  test('lets go of its connection when the reader leaves while nothing comes', async () => {
    const registry = await registryThat(endless);
    const iterator = contentFor().streamBlob(requestTo(registry))[Symbol.asyncIterator]();
    const next = iterator.next();
    await requested(registry);
    const left = iterator.return?.();
    await expect(next).rejects.toMatchObject({ kind: 'unknown', why: 'reading was stopped' });
    expect(await left).toEqual({ done: true, value: undefined });
    await registry.isIdle();
  });

  test.each<[string, Answerer]>([
    ['while nothing comes', endless],
    ['before the answer', () => 'hang'],
  ])('lets go of its connection when all is stopped %s', async (_when, answer) => {
    const registry = await registryThat(answer);
    const content = contentFor();
    const next = content.streamBlob(requestTo(registry))[Symbol.asyncIterator]().next();
    await requested(registry);
    content.stop();
    await expect(next).rejects.toMatchObject({ kind: 'unknown', why: 'reading was stopped' });
    await registry.isIdle();
    expect(registry.seen).toHaveLength(1);
  });
});
