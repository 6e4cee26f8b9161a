import type { FixtureRequest } from '../fixture/index.ts';
import type { Served } from './conclusion.ts';
import { fixtureRequest } from './fixture-request.ts';
import type { JournalEntry, JournalRequest, JournalResponse } from './journal.ts';
import { NO_PARAMETERS } from './verdict.ts';

/** What a request came to, as an entry. The response stays readable. */
export function journalEntry(
  raw: Request,
  search: string,
  served: Served,
  milliseconds: number,
): JournalEntry {
  const { operation, violations, notes = [], refused } = served;
  const session = raw.headers.get('standin-session') ?? '';
  return {
    request: journalRequest(raw, search, served, session),
    response: journalResponse(served, raw.method),
    operation,
    violations,
    notes,
    refused,
    error: served.error,
    session,
    milliseconds,
  };
}

function journalRequest(raw: Request, search: string, served: Served, session: string): JournalRequest {
  const { method, url, headers } = raw;
  const { seen, violations } = served;
  let parts: FixtureRequest | undefined;
  const read = (): FixtureRequest =>
    (parts ??= fixtureRequest({
      method,
      url,
      search,
      headers,
      session,
      violations,
      sent: seen?.verdict.sent,
      parameters: seen?.verdict.parameters ?? NO_PARAMETERS,
      pathParameters: seen?.request.pathParameters ?? {},
    }));
  return {
    method,
    url,
    headers,
    body: seen?.verdict.sent,
    bytes: seen?.request.body.bytes ?? null,
    get path() {
      return read().path;
    },
    get query() {
      return read().query;
    },
    get cookies() {
      return read().cookies;
    },
  };
}

function journalResponse({ response, content: known }: Served, method: string): JournalResponse {
  const { status, headers } = response;
  const content = method === 'HEAD' ? null : known;
  // A body that is not known can be copied only as long as nobody has read it.
  const copy = content === undefined && response.body !== null ? response.clone() : undefined;
  let bytes: Promise<Uint8Array> | undefined;
  const read = async () => {
    if (copy) return new Uint8Array(await copy.arrayBuffer());
    return typeof content === 'string' ? new TextEncoder().encode(content) : (content ?? new Uint8Array());
  };
  return { status, headers, bytes: () => (bytes ??= read()) };
}
