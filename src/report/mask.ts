import type { Exchange } from '../contract/index.ts';
import { isJsonObject, isSecretName, type JsonObject, setOwn } from '../schema/index.ts';

const hidden = '***';
/** Headers whose values are credentials whatever they are called. */
const credentials = /^(?:authorization|proxy-authorization|cookie|set-cookie)$/i;

/** A request or an answer as a report may show it: no credential, and no value of a member that is called a secret. */
export interface ShownMessage {
  readonly headers: ReadonlyArray<readonly [string, string]>;
  /** Undefined where there is none; bytes that are no text are counted. */
  readonly body: string | undefined;
}

export interface ShownExchange {
  readonly method: string;
  readonly url: string;
  readonly request: ShownMessage;
  readonly status: number | undefined;
  readonly problem: string | undefined;
  readonly response: ShownMessage | undefined;
  readonly milliseconds: number;
}

export function shownExchange(exchange: Exchange): ShownExchange {
  const { request, response, problem, url, milliseconds } = exchange;
  return {
    method: request.method,
    url: maskedUrl(url),
    request: { headers: maskedHeaders(request.headers), body: shownBody(request.body) },
    status: response?.status,
    problem: problem?.message,
    response: response && {
      headers: maskedHeaders([...response.headers]),
      body: shownBody(response.body),
    },
    milliseconds,
  };
}

export function maskedHeaders(
  headers: ReadonlyArray<readonly [string, string]>,
): Array<readonly [string, string]> {
  return headers.map(([name, value]) =>
    credentials.test(name) || isSecretName(name) ? [name, hidden] : [name, value],
  );
}

function maskedUrl(url: string): string {
  const at = url.indexOf('?');
  if (at < 0) return url;
  const pairs = url.slice(at + 1).split('&');
  const masked = pairs.map((pair) => {
    const [name = ''] = pair.split('=', 1);
    return isSecretName(decoded(name)) && pair.includes('=') ? `${name}=${hidden}` : pair;
  });
  return `${url.slice(0, at)}?${masked.join('&')}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function shownBody(body: Uint8Array | undefined): string | undefined {
  if (body === undefined || body.length === 0) return undefined;
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return `(${body.length} bytes)`;
  }
  try {
    return JSON.stringify(maskedValue(JSON.parse(text), 0));
  } catch {
    return text.replaceAll(/((?:password|token|secret|api_?key)=)[^&\s]*/gi, `$1${hidden}`);
  }
}

function maskedValue(value: unknown, depth: number): unknown {
  if (depth > 100) return hidden;
  if (Array.isArray(value)) return value.map((item) => maskedValue(item, depth + 1));
  if (!isJsonObject(value)) return value;
  const shown: JsonObject = {};
  for (const [name, member] of Object.entries(value)) {
    const secret = isSecretName(name) && (typeof member === 'string' || typeof member === 'number');
    setOwn(shown, name, secret ? hidden : maskedValue(member, depth + 1));
  }
  return shown;
}
