import type { JournalEntry } from '../mock/index.ts';
import { setOwn, type Violation } from '../schema/index.ts';
import type { PathOf, QueryOf, RequestBodyOf, Untyped } from './typed.ts';

/** A request that the mock has answered. */
export interface ReceivedRequest<Types = Untyped, Name = string> {
  /** The id of its operation; undefined where none is documented for it. */
  readonly operation: string | undefined;
  readonly method: string;
  /** The whole URL. */
  readonly url: string;
  /** Parameters: decoded, and typed as documented where they are well-formed; else text. */
  readonly path: PathOf<Types, Name>;
  readonly query: QueryOf<Types, Name>;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: Readonly<Record<string, unknown>>;
  /** Undefined where there is none, or none that could be read. */
  readonly body: RequestBodyOf<Types, Name>;
  /** How it breaks the description; empty for a good one. */
  readonly violations: readonly Violation[];
  readonly response: ReceivedResponse;
}

/** What was answered. */
export interface ReceivedResponse {
  /** 0: a network error. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  text(): Promise<string>;
  // biome-ignore lint/suspicious/noExplicitAny: as fetch types it
  json(): Promise<any>;
}

const seen = new WeakMap<JournalEntry, ReceivedRequest>();

/** An entry of the journal as tests see it: the same object each time. */
export function receivedRequest(entry: JournalEntry): ReceivedRequest {
  let request = seen.get(entry);
  if (!request) seen.set(entry, (request = view(entry)));
  return request;
}

function view({ request, response, operation, violations }: JournalEntry): ReceivedRequest {
  const text = async () => new TextDecoder().decode(await response.bytes());
  return {
    operation: operation?.id,
    method: request.method,
    url: request.url,
    path: request.path,
    query: request.query,
    headers: recordOf(request.headers),
    cookies: request.cookies,
    body: request.body,
    violations,
    response: {
      status: response.status,
      headers: recordOf(response.headers),
      text,
      json: async () => JSON.parse(await text()) as unknown,
    },
  };
}

function recordOf(headers: Headers): Record<string, string> {
  const record: Record<string, string> = {};
  for (const [name, value] of headers) setOwn(record, name, value);
  return record;
}
