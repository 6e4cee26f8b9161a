import { isJsonType, parseMediaType, responseForStatus } from '../../http/index.ts';
import type { JournalEntry, JournalRequest } from '../../mock/index.ts';
import type { Api, Operation } from '../../model/index.ts';
import { type CoverableOperation, coverable, coverableOperations } from './coverable.ts';
import { presentMembers } from './members.ts';

/** What one test file touched of one description. Plain data, as it goes from a worker to the reporter. */
export interface TouchedDescription {
  /** The absolute URI that the description was read from. */
  readonly source: string;
  readonly title: string;
  readonly operations: Record<string, TouchedOperation>;
  /** All that can be touched of it, where the reporter cannot read it again. */
  readonly coverable: readonly CoverableOperation[] | undefined;
}

export interface TouchedOperation {
  calls: number;
  /** As in CoverableOperation. */
  readonly request: string[];
  /** By documented status. */
  readonly responses: Record<string, string[]>;
}

interface Tally {
  readonly coverable: CoverableOperation;
  readonly request: Set<string>;
  readonly responses: Map<string, Set<string>>;
  calls: number;
}

/** Collects what the requests and answers of mocks touch. */
export class Touched {
  readonly #apis = new Map<Api, Map<Operation, Tally>>();
  readonly #pending = new Set<Promise<void>>();

  note({ operation, request, response }: JournalEntry, api: Api): void {
    if (!operation) return;
    const tally = this.#tallyOf(operation, api);
    tally.calls++;
    const members = presentMembers(request.body);
    for (const name of tally.coverable.request) if (isSent(name, request, members)) tally.request.add(name);
    const status = responseForStatus(operation.responses, response.status)?.status;
    if (status === undefined) return;
    const touched = tally.responses.get(status) ?? new Set();
    tally.responses.set(status, touched);
    const known = tally.coverable.responses[status] ?? [];
    if (known.length === touched.size || !isJson(response.headers.get('content-type'))) return;
    const reading = response.bytes().then((bytes) => {
      const present = presentMembers(parsed(bytes));
      for (const name of known) if (present.has(name)) touched.add(name);
      this.#pending.delete(reading);
    });
    this.#pending.add(reading);
  }

  /** What was touched since the last time, when all answers are read. */
  async take(): Promise<TouchedDescription[]> {
    await Promise.all(this.#pending);
    const taken = [...this.#apis].map(([api, tallies]) => ({
      source: api.document.uri,
      title: api.title,
      operations: Object.fromEntries([...tallies].map(([{ id }, tally]) => [id, plain(tally)])),
      coverable: api.document.uri.startsWith('file:') ? undefined : coverableOperations(api),
    }));
    this.#apis.clear();
    return taken;
  }

  #tallyOf(operation: Operation, api: Api): Tally {
    let tallies = this.#apis.get(api);
    if (!tallies) this.#apis.set(api, (tallies = new Map()));
    let tally = tallies.get(operation);
    if (!tally) {
      tally = { coverable: coverable(operation), request: new Set(), responses: new Map(), calls: 0 };
      tallies.set(operation, tally);
    }
    return tally;
  }
}

function isSent(name: string, request: JournalRequest, members: ReadonlySet<string>): boolean {
  const space = name.indexOf(' ');
  const parameter = name.slice(space + 1);
  switch (name.slice(0, space)) {
    case 'path':
      return Object.hasOwn(request.path, parameter);
    case 'query':
      return request.query[parameter] !== undefined;
    case 'cookie':
      return request.cookies[parameter] !== undefined;
    case 'header':
      return request.headers.has(parameter);
    case 'querystring':
      return request.url.includes('?');
    case 'body':
      return members.has(parameter);
    default:
      return request.body !== undefined || request.bytes !== null;
  }
}

function isJson(contentType: string | null): boolean {
  const type = contentType === null ? undefined : parseMediaType(contentType);
  return type !== undefined && isJsonType(type);
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

function plain({ calls, request, responses }: Tally): TouchedOperation {
  const byStatus = [...responses].map(([status, names]): [string, string[]] => [status, [...names]]);
  return { calls, request: [...request], responses: Object.fromEntries(byStatus) };
}
