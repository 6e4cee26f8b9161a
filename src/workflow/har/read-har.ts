import { StandinError } from '../../errors.ts';
import { isJsonObject, type JsonObject, own } from '../../schema/index.ts';

/** One request of a recording with its answer. */
export interface HarEntry {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: string | undefined;
  /** 0 where none came. */
  readonly status: number;
  readonly answerHeaders: Headers;
  /** As data where it is JSON, else undefined. */
  readonly answer: unknown;
  readonly answerType: string;
}

const mostEntries = 20_000;

/** The entries of an HTTP Archive (1.1 and 1.2), in the order in which they were sent. Throws StandinError `bad-har`. */
export function readHar(value: unknown, file: string): HarEntry[] {
  const log = isJsonObject(value) ? own(value, 'log') : undefined;
  const entries = isJsonObject(log) ? own(log, 'entries') : undefined;
  if (!Array.isArray(entries))
    throw new StandinError(
      `Failed to read the recording ${file}: it is no HTTP Archive, which has a list at log.entries. Export the traffic "as HAR".`,
      { code: 'bad-har', place: { file } },
    );
  if (entries.length > mostEntries)
    throw new StandinError(
      `Failed to read the recording ${file}: it has more than ${mostEntries} entries. Record less at a time.`,
      { code: 'bad-har', place: { file } },
    );
  const read = entries.flatMap((entry, index) => {
    const one = entryOf(entry);
    return one ? [{ ...one, index }] : [];
  });
  return read.toSorted((left, right) => left.at - right.at || left.index - right.index);
}

function entryOf(entry: unknown): (HarEntry & { readonly at: number }) | undefined {
  if (!isJsonObject(entry)) return undefined;
  const { request, response, startedDateTime } = entry;
  if (!isJsonObject(request) || typeof request.url !== 'string' || !URL.canParse(request.url))
    return undefined;
  const answer = isJsonObject(response) ? response : {};
  const content = isJsonObject(answer.content) ? answer.content : {};
  const at = typeof startedDateTime === 'string' ? Date.parse(startedDateTime) : Number.NaN;
  const answerHeaders = headersOf(answer.headers);
  const answerType = answerHeaders.get('content-type') ?? textOf(content.mimeType) ?? '';
  return {
    method: String(request.method ?? 'GET').toUpperCase(),
    url: new URL(request.url),
    headers: headersOf(request.headers),
    body: isJsonObject(request.postData) ? bodyOf(request.postData) : undefined,
    status: typeof answer.status === 'number' ? answer.status : 0,
    answerHeaders,
    answer: /[/+]json\b/i.test(answerType) ? jsonOf(content) : undefined,
    answerType,
    at: Number.isNaN(at) ? 0 : at,
  };
}

/** Names of HTTP/2 that begin with a colon, and what is no header, are left out. */
function headersOf(list: unknown): Headers {
  const headers = new Headers();
  for (const each of Array.isArray(list) ? list : []) {
    if (!isJsonObject(each) || typeof each.name !== 'string' || typeof each.value !== 'string') continue;
    try {
      headers.append(each.name, each.value);
    } catch {
      // Not a header of HTTP/1.1.
    }
  }
  return headers;
}

function bodyOf({ text, params }: JsonObject): string | undefined {
  if (typeof text === 'string') return text;
  if (!Array.isArray(params)) return undefined;
  const pairs = params.flatMap(
    (each): Array<[string, string]> =>
      isJsonObject(each) && typeof each.name === 'string' ? [[each.name, textOf(each.value) ?? '']] : [],
  );
  return new URLSearchParams(pairs).toString();
}

function jsonOf({ text, encoding }: JsonObject): unknown {
  if (typeof text !== 'string') return undefined;
  try {
    const decoded =
      encoding === 'base64'
        ? new TextDecoder().decode(Uint8Array.from(atob(text), (character) => character.charCodeAt(0)))
        : text;
    return JSON.parse(decoded) as unknown;
  } catch {
    return undefined;
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
