import { type ContentDecoders, decodeContent, readStream, supportedCodings } from './content-coding.ts';
import { prepareBodyReading } from './libraries.ts';

export interface ReceiveOptions {
  /** Bytes; of the body as sent and of each step of its decoding. */
  readonly maxBytes: number;
  /** For content codings beyond what the runtime offers. */
  readonly decoders?: ContentDecoders | undefined;
  /** The media type that a body without `Content-Type` is taken for. */
  readonly assumedType?: string | undefined;
}

export type ReceivedBody =
  | {
      readonly kind: 'body';
      /** Without content codings. Null where there is no body, or an empty one. */
      readonly bytes: Uint8Array | null;
      readonly contentType: string | null;
    }
  | { readonly kind: 'too-large' }
  /** The message follows "The body". */
  | { readonly kind: 'malformed'; readonly message: string }
  /** `supported` is what may be used instead of `coding`. */
  | { readonly kind: 'unsupported-coding'; readonly coding: string; readonly supported: readonly string[] };

/**
 * Takes a message's body off the wire: bounded, with its content codings undone (RFC 9110 section 8.4), and with what is
 * needed to read its type loaded, so that the reader that `bodyReader` compiles can be used.
 */
export async function receiveBody(
  message: Pick<Request, 'body' | 'headers' | 'arrayBuffer'>,
  options: ReceiveOptions,
): Promise<ReceivedBody> {
  const contentType = message.headers.get('content-type');
  if (message.body === null) return { kind: 'body', bytes: null, contentType };
  const bytes = await bytesOf(message, options.maxBytes);
  return bytes === undefined ? { kind: 'too-large' } : decodeReceived(bytes, message.headers, options);
}

/** As `receiveBody`, of a body that is off the wire already; at once where nothing has to be waited for. */
export function decodeReceived(
  bytes: Uint8Array,
  headers: Headers,
  { maxBytes, decoders = {}, assumedType }: ReceiveOptions,
): ReceivedBody | Promise<ReceivedBody> {
  if (bytes.length > maxBytes) return { kind: 'too-large' };
  const contentType = headers.get('content-type');
  if (bytes.length === 0) return { kind: 'body', bytes: null, contentType };
  const type = contentType ?? assumedType;
  const preparing = type === undefined ? undefined : prepareBodyReading(type);
  const coding = headers.get('content-encoding');
  if (coding === null && preparing === undefined) return { kind: 'body', bytes, contentType };
  return decode(bytes, coding, contentType, { maxBytes, decoders }, preparing);
}

async function decode(
  bytes: Uint8Array,
  coding: string | null,
  contentType: string | null,
  { maxBytes, decoders }: { maxBytes: number; decoders: ContentDecoders },
  preparing: Promise<void> | undefined,
): Promise<ReceivedBody> {
  await preparing;
  if (coding === null) return { kind: 'body', bytes, contentType };
  const decoded = await decodeContent(bytes, coding, maxBytes, decoders);
  switch (decoded.kind) {
    case 'bytes':
      return { kind: 'body', bytes: decoded.bytes.length > 0 ? decoded.bytes : null, contentType };
    case 'unsupported':
      return {
        kind: 'unsupported-coding',
        coding: decoded.coding,
        supported: supportedCodings(decoders),
      };
    default:
      return decoded;
  }
}

/** Undefined where there are too many. A length that is said beforehand saves the counting. */
async function bytesOf(
  message: Pick<Request, 'body' | 'headers' | 'arrayBuffer'>,
  limit: number,
): Promise<Uint8Array | undefined> {
  const length = message.headers.get('content-length');
  if (length === null || !/^\d+$/.test(length)) return readStream(message.body as ReadableStream, limit);
  if (Number(length) > limit) return undefined;
  const bytes = new Uint8Array(await message.arrayBuffer());
  return bytes.length > limit ? undefined : bytes;
}
