import { brotliCompressSync, brotliDecompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type ContentDecoder, receiveBody } from '../../src/http/index.ts';

const TEXT = '{"a":"hello"}';
const LIMIT = 1000;

function request(body: BodyInit | null, headers: Record<string, string> = {}): Request {
  const init = { method: 'POST', body, headers, duplex: 'half' };
  return new Request('http://x/', init as RequestInit);
}

/** In one piece, for a test. */
const brotli: ContentDecoder = () => {
  const chunks: Uint8Array[] = [];
  return new TransformStream<Uint8Array, Uint8Array>({
    transform: (chunk) => void chunks.push(chunk),
    flush: (controller) => controller.enqueue(new Uint8Array(brotliDecompressSync(Buffer.concat(chunks)))),
  });
};

async function receive(body: BodyInit | null, contentEncoding?: string, decoders = {}) {
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (contentEncoding !== undefined) headers['content-encoding'] = contentEncoding;
  const received = await receiveBody(request(body, headers), { maxBytes: LIMIT, decoders });
  if (received.kind !== 'body') return received;
  return received.bytes && new TextDecoder().decode(received.bytes);
}

/** Without a length that is known beforehand. */
function streamed(bytes: number, chunk = 100): ReadableStream<Uint8Array> {
  let left = bytes;
  return new ReadableStream({
    pull(controller) {
      if (left <= 0) controller.close();
      else controller.enqueue(new Uint8Array(Math.min(chunk, left)).fill(0x20));
      left -= chunk;
    },
  });
}

describe('content codings are undone (RFC 9110 section 8.4)', () => {
  const gzip = gzipSync(TEXT);
  test.each<[title: string, body: Uint8Array | string, coding: string]>([
    ['identity (section 8.4.1)', TEXT, 'identity'],
    ['gzip (section 8.4.1.3)', gzip, 'gzip'],
    ['x-gzip, which is the same', gzip, 'x-gzip'],
    ['names in any case', gzip, 'GZip'],
    ['deflate, in the zlib format (section 8.4.1.2)', deflateSync(TEXT), 'deflate'],
    ['several, the last first', gzipSync(deflateSync(TEXT)), 'deflate, gzip'],
    ['a list with empty elements (section 5.6.1.2)', gzip, ', gzip ,'],
    ['br, where a decoder is given', brotliCompressSync(TEXT), 'br'],
    ['br within gzip', gzipSync(brotliCompressSync(TEXT)), 'br, gzip'],
  ])('%s', async (_title, body, coding) => {
    expect(await receive(body as BodyInit, coding, { br: brotli })).toBe(TEXT);
  });

  test('an unknown coding is named, with those that are known', async () => {
    const received = await receive('x', 'gzip, rot13', { br: brotli });
    expect(received).toMatchObject({ kind: 'unsupported-coding', coding: 'rot13' });
    expect(received).toHaveProperty('supported', ['gzip', 'deflate', 'br']);
  });

  test('a name that every object has is no coding', async () => {
    expect(await receive('x', 'constructor')).toMatchObject({ kind: 'unsupported-coding' });
  });

  test.each([
    ['what is not gzip', TEXT, 'gzip'],
    ['gzip that is cut off', gzip.subarray(0, 12), 'gzip'],
    ['gzip as deflate', gzip, 'deflate'],
    ['too many codings', gzip, 'gzip, gzip, gzip, gzip, gzip, gzip'],
  ])('%s is malformed', async (_title, body, coding) => {
    expect(await receive(body as BodyInit, coding)).toMatchObject({ kind: 'malformed' });
  });
});

describe('bodies are bounded', () => {
  test.each<[title: string, body: BodyInit, coding?: string]>([
    ['more than the limit', 'x'.repeat(LIMIT + 1)],
    ['a stream of unknown length', streamed(LIMIT + 1)],
    ['a stream without an end', streamed(Number.POSITIVE_INFINITY)],
    ['a small body that becomes a big one', gzipSync('x'.repeat(1_000_000)) as unknown as BodyInit, 'gzip'],
    [
      'a big one on the way to a small one',
      gzipSync(gzipSync(Buffer.alloc(5_000_000))) as unknown as BodyInit,
      'gzip, gzip',
    ],
  ])('%s', async (_title, body, coding) => {
    expect(await receive(body, coding)).toEqual({ kind: 'too-large' });
  });

  test.each<[title: string, body: BodyInit]>([
    ['the limit itself', 'x'.repeat(LIMIT)],
    ['a stream of the limit', streamed(LIMIT)],
  ])('%s is taken', async (_title, body) => {
    expect(await receive(body)).toHaveLength(LIMIT);
  });

  test('a stated length beyond the limit is believed unread', async () => {
    let pulled = 0;
    const body = new ReadableStream({ pull: () => void pulled++ }, { highWaterMark: 0 });
    const asked = request(body, { 'content-length': String(LIMIT + 1) });
    expect(await receiveBody(asked, { maxBytes: LIMIT })).toEqual({ kind: 'too-large' });
    expect(pulled).toBe(0);
  });

  test.each<[title: string, body: BodyInit | null]>([
    ['no body', null],
    ['an empty one', ''],
    ['a stream that ends at once', streamed(0)],
  ])('%s is none', async (_title, body) => {
    expect(await receive(body)).toBeNull();
  });
});
