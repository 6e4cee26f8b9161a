import { isJsonType, parseMediaType } from './media-type.ts';

/** What of a request a curl command needs. */
export interface CurlRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers | Readonly<Record<string, string>>;
  /** Undefined or empty: none. */
  readonly body?: string | Uint8Array | undefined;
}

/** Set by curl itself. */
const OWN_HEADERS = new Set(['content-length', 'host', 'connection']);

/**
 * The request as one line for a POSIX shell. A body that is no UTF-8 text, or holds NUL, is piped in by `printf`.
 * The request is not changed; its body is read from a copy.
 */
export async function toCurl(request: Request): Promise<string> {
  const bytes = new Uint8Array(await request.clone().arrayBuffer());
  return curlCommand({ method: request.method, url: request.url, headers: request.headers, body: bytes });
}

/** As `toCurl`, of a request whose body has been read. */
export function curlCommand(request: CurlRequest): string {
  const { method } = request;
  const headers = [...new Headers(request.headers)].filter(([name]) => !OWN_HEADERS.has(name));
  const text = textOf(request.body);
  const hasBody = request.body !== undefined && request.body.length > 0;
  const words: string[] = ['curl'];
  if (method === 'HEAD') words.push('-I');
  else if (method !== (hasBody ? 'POST' : 'GET')) words.push('-X', shellQuote(method));
  // Brackets and braces in a URL are patterns to curl.
  if (/[[\]{}]/.test(request.url)) words.push('-g');
  words.push(shellQuote(request.url));
  for (const [name, value] of headers)
    words.push('-H', shellQuote(value === '' ? `${name};` : `${name}: ${value}`));
  if (!hasBody) return words.join(' ');
  if (text === undefined)
    return `printf ${printfQuote(request.body as Uint8Array)} | ${words.join(' ')} --data-binary @-`;
  const type = parseMediaType(new Headers(request.headers).get('content-type') ?? '');
  const plain = type !== undefined && isJsonType(type) && !text.startsWith('@');
  words.push(plain ? '-d' : '--data-raw', shellQuote(text));
  return words.join(' ');
}

/** As one word of a POSIX shell (POSIX.1-2017 XCU section 2.2.2). */
function shellQuote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

function textOf(body: string | Uint8Array | undefined): string | undefined {
  if (body === undefined || typeof body === 'string') return body?.includes('\0') ? undefined : body;
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}

function printfQuote(bytes: Uint8Array | string): string {
  const all = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
  const text = Array.from(all, (byte) =>
    byte >= 0x20 && byte < 0x7f && byte !== 0x5c && byte !== 0x25 && byte !== 0x27
      ? String.fromCharCode(byte)
      : `\\${byte.toString(8).padStart(3, '0')}`,
  ).join('');
  return `'${text}'`;
}
