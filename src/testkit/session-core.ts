import { StandinError } from '../errors.ts';
import type { Inside, JournalEntry, ServerEnv, Steps } from '../mock/index.ts';
import type { Api, Operation } from '../model/index.ts';
import { type SessionState, sessionState } from './collections.ts';
import { explainEntry } from './explain.ts';
import type { OperationStub } from './operation-stub.ts';
import { operationNamed, titleOf } from './operations.ts';
import { type ReceivedRequest, receivedRequest } from './received.ts';
import type { PlainMatch } from './request-match.ts';
import { Sampling } from './sampling.ts';
import { SessionStubs } from './session-stubs.ts';

/** What sessions have in common. */
export interface Backend {
  readonly api: Api;
  readonly inside: Inside;
  /** Does a request that breaks the description fail the test? */
  readonly strict: boolean;
  /** Undefined outside of tests. */
  readonly testName: () => string | undefined;
  serve(request: Request, env?: ServerEnv): Response | Promise<Response>;
}

const MOST_ENTRIES = 10_000;
/** Relative URLs begin here; the mock answers for any origin. */
const ORIGIN = 'http://localhost';
/** So many broken requests are told at a time. */
const MOST_TOLD = 20;

/** What `TestSession` promises, without its types. */
export class SessionCore {
  readonly name: string;
  readonly api: Api;
  readonly headers: Readonly<Record<string, string>>;
  readonly state: SessionState<unknown>;
  readonly journal: JournalEntry[] = [];
  readonly #backend: Backend;
  readonly #stubs: SessionStubs;
  readonly #sampling: Sampling;
  readonly #untold: JournalEntry[] = [];

  constructor(name: string, backend: Backend) {
    const { api, inside } = backend;
    this.name = name;
    this.api = api;
    this.headers = name === '' ? {} : { 'standin-session': name };
    this.#backend = backend;
    this.#stubs = new SessionStubs(api, inside.generator);
    this.#sampling = new Sampling(api, inside.generator, backend.testName);
    this.state = sessionState(api, name, inside.stateFor);
  }

  readonly fetch = async (input: Request | string | URL, init?: RequestInit): Promise<Response> => {
    const given = input instanceof Request && init === undefined ? input : new Request(absolute(input), init);
    const request = this.name === '' ? given : this.#named(given);
    // A request that was given may be told to end; to look for its signal costs as much as an answer.
    const watched = given === input || init?.signal != null;
    if (watched) given.signal.throwIfAborted();
    const response = await this.#backend.serve(request);
    if (watched) given.signal.throwIfAborted();
    return response;
  };

  on(operation: string, match: PlainMatch = {}): OperationStub {
    return this.#stubs.add(operationNamed(this.api, operation), match);
  }

  steps(operation: Operation): Steps {
    return this.#stubs.steps(operation);
  }

  note(entry: JournalEntry): void {
    this.journal.push(entry);
    if (this.journal.length > MOST_ENTRIES) this.journal.shift();
    const { strict } = this.#backend;
    const breaks = entry.violations.length > 0 || entry.operation === undefined;
    if (entry.error === undefined && !(strict && breaks)) return;
    this.#untold.push(entry);
    if (this.#untold.length > MOST_ENTRIES) this.#untold.shift();
  }

  requests(operation?: string): ReceivedRequest[] {
    const wanted = operation === undefined ? undefined : operationNamed(this.api, operation);
    const entries = wanted ? this.journal.filter((entry) => entry.operation === wanted) : this.journal;
    return entries.map(receivedRequest);
  }

  lastRequest(operation?: string): ReceivedRequest | undefined {
    return this.requests(operation).at(-1);
  }

  verify(): void {
    const broken = this.untold();
    throwBroken(broken === undefined ? [] : [broken]);
  }

  /** What has to fail the test, in words, once; undefined where nothing has. */
  untold(): string | undefined {
    const broken = this.#untold.splice(0);
    if (broken.length === 0) return undefined;
    const lines = broken.slice(0, MOST_TOLD).flatMap((entry) => explainEntry(entry, this.api));
    if (broken.length > MOST_TOLD) lines.push(`and ${broken.length - MOST_TOLD} more requests`);
    const where = this.name === '' ? '' : ` in the session ${this.name}`;
    return `Failed to keep the contract of ${titleOf(this.api)}${where}:\n\n${lines.join('\n')}`;
  }

  async reset(): Promise<void> {
    this.#stubs.clear();
    this.journal.length = 0;
    this.#untold.length = 0;
    await this.#backend.inside.administered.reset(this.name);
  }

  sample(name: string, members?: object, options: { readonly key?: string } = {}): unknown {
    return this.#sampling.sample(name, {
      ...options,
      ...(members ? { members: members as Readonly<Record<string, unknown>> } : {}),
    });
  }

  samples(name: string, count: number): unknown[] {
    return Array.from({ length: count }, () => this.#sampling.sample(name));
  }

  arbitrary(name: string): ReturnType<Sampling['arbitrary']> {
    return this.#sampling.arbitrary(name);
  }

  #named(request: Request): Request {
    if (request.headers.has('standin-session')) return request;
    const headers = new Headers(request.headers);
    headers.set('standin-session', this.name);
    return new Request(request, { headers });
  }
}

/** Throws StandinError `contract-broken` where there is anything to tell. */
export function throwBroken(told: readonly string[]): void {
  if (told.length === 0) return;
  throw new StandinError(`${told.join('\n\n')}\n\nCorrect the client, the stub or the description.`, {
    code: 'contract-broken',
  });
}

function absolute(input: Request | string | URL): Request | string | URL {
  if (typeof input !== 'string' || URL.canParse(input)) return input;
  return new URL(input, ORIGIN);
}
