import { splitHeader } from '../header-list.ts';

/** Makes what undoes one content coding (RFC 9110 section 8.4.1): coded bytes in, plain bytes out. */
export type ContentDecoder = () => ReadableWritablePair<Uint8Array, Uint8Array>;

/** By the coding's name in lower case, for example `br`: for codings that the runtime does not offer by itself. */
export type ContentDecoders = Readonly<Record<string, ContentDecoder>>;

export type Decoded =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'too-large' }
  /** The message follows "The body". */
  | { readonly kind: 'malformed'; readonly message: string }
  | { readonly kind: 'unsupported'; readonly coding: string };

/** Nobody codes a body more often; each coding may multiply the work. */
const MOST_CODINGS = 5;

/**
 * Undoes the codings that `Content-Encoding` lists, the last one first (RFC 9110 section 8.4). What any of them makes is
 * bounded by `limit` bytes, so that a small body cannot become a big one unnoticed.
 */
export async function decodeContent(
  bytes: Uint8Array,
  contentEncoding: string,
  limit: number,
  decoders: ContentDecoders,
): Promise<Decoded> {
  const codings = splitHeader(contentEncoding.toLowerCase(), ',').filter((coding) => coding !== 'identity');
  if (codings.length > MOST_CODINGS) {
    return { kind: 'malformed', message: `is coded more than ${MOST_CODINGS} times` };
  }
  let plain = bytes;
  for (const coding of codings.reverse()) {
    const decoder = decoderOf(coding, decoders);
    if (decoder === undefined) return { kind: 'unsupported', coding };
    const stream = new Blob([plain as BlobPart]).stream().pipeThrough(decoder());
    let made: Uint8Array | undefined;
    try {
      made = await readStream(stream, limit);
    } catch {
      return { kind: 'malformed', message: `is not ${coding}, as its Content-Encoding says` };
    }
    if (made === undefined) return { kind: 'too-large' };
    plain = made;
  }
  return { kind: 'bytes', bytes: plain };
}

/** For `Accept-Encoding` in an answer: what a request's body may be coded in (RFC 9110 section 12.5.3). */
export function supportedCodings(decoders: ContentDecoders): string[] {
  const own = ['gzip', 'deflate', 'br'].filter((coding) => decoderOf(coding, decoders) !== undefined);
  return [...new Set([...own, ...Object.keys(decoders)])];
}

/** `br` has no name of its own in the Compression Standard as older runtimes know it. */
const FORMATS: ReadonlyMap<string, string> = new Map([
  ['gzip', 'gzip'],
  ['x-gzip', 'gzip'],
  ['deflate', 'deflate'],
  ['br', 'brotli'],
]);

function decoderOf(coding: string, decoders: ContentDecoders): ContentDecoder | undefined {
  if (Object.hasOwn(decoders, coding)) return decoders[coding];
  const format = FORMATS.get(coding);
  if (format === undefined || !isOffered(format)) return undefined;
  return () => new DecompressionStream(format as CompressionFormat) as ReturnType<ContentDecoder>;
}

const offered = new Map<string, boolean>();

function isOffered(format: string): boolean {
  let known = offered.get(format);
  if (known === undefined) {
    try {
      new DecompressionStream(format as CompressionFormat);
      known = true;
    } catch {
      known = false;
    }
    offered.set(format, known);
  }
  return known;
}

/** All bytes of a stream; undefined where there are more than `limit`. The rest is left where it is. */
export async function readStream(
  stream: ReadableStream<Uint8Array>,
  limit: number,
): Promise<Uint8Array | undefined> {
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return joined(chunks, length);
    length += value.length;
    if (length > limit) {
      reader.releaseLock();
      return undefined;
    }
    chunks.push(value);
  }
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const [first] = chunks;
  if (chunks.length === 1 && first) return first;
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
