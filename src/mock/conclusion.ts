import type { Generator } from '../generation/index.ts';
import { type Locate, NO_PREFERENCES, readPreferences } from '../http/index.ts';
import type { Api, Operation } from '../model/index.ts';
import type { Violation } from '../schema/index.ts';
import type { AnswerFilter } from './answer-source.ts';
import type { Answering } from './answer-sources.ts';
import type { Come } from './come.ts';
import type { LogVisible } from './log-visible.ts';
import { after, type MaybePromise } from './maybe-promise.ts';
import type { MockRequest, Outcome } from './operation-mock.ts';
import type { ResolvedMockOptions } from './options.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { Verdict } from './verdict.ts';

/** What a request came to. */
export interface Served {
  readonly response: Response;
  /** Undefined: no operation has answered. */
  readonly operation: Operation | undefined;
  readonly violations: readonly Violation[];
  readonly notes: readonly string[] | undefined;
  readonly refused: boolean;
  /** The response's body, where it is known without reading that. */
  readonly content?: string | Uint8Array | null | undefined;
  /** Undefined where no operation has judged the request. */
  readonly seen?: Seen | undefined;
  /** What was thrown where an answer should have been made. */
  readonly error?: unknown;
}

/** A request as it was judged. */
interface Seen {
  readonly request: MockRequest;
  readonly verdict: Verdict;
}

/** Makes what an operation says of a request into what is sent. */
export class Conclusion {
  readonly #options: ResolvedMockOptions;
  readonly #visible: LogVisible;
  readonly #locate: Locate;

  constructor(api: Api, options: ResolvedMockOptions, visible: LogVisible) {
    this.#options = options;
    this.#visible = visible;
    this.#locate = rememberPlaces((uri, pointer) => api.document.place(uri, pointer));
  }

  /** The response, refused or not, through the filters. */
  of(
    outcome: Outcome,
    come: Come,
    operation: Operation,
    { filters, preferredFilters, callbacks, generator }: Answering & { readonly generator: Generator },
    seen?: Seen,
  ): MaybePromise<Served> {
    const refused = outcome.kind === 'refusal';
    const { notes, faults } = outcome;
    const { violations } = refused ? outcome.refusal : outcome;
    const made = refused ? this.#refuse(outcome.refusal, come, operation, generator) : outcome.response;
    const content = refused ? undefined : outcome.content;
    if (callbacks && !refused) callbacks.follow(operation, outcome.good, made);
    const prefers = preferredFilters.length > 0 && isPreferring(outcome, come);
    if (filters.length === 0 && !prefers && !faults)
      return { response: made, operation, violations, notes, refused, content, seen };
    const all = prefers || faults ? [...filters, ...preferredFilters] : filters;
    return after(this.#filter(made, all, outcome, come, operation), (response) => ({
      response,
      operation,
      violations,
      notes,
      refused,
      content: response === made ? content : undefined,
      seen,
    }));
  }

  #filter(
    made: Response,
    filters: readonly AnswerFilter[],
    outcome: Outcome,
    { raw, env, headers, search }: Come,
    operation: Operation,
  ): MaybePromise<Response> {
    const good = outcome.kind === 'refusal' ? undefined : outcome.good;
    const preferences = good?.preferences ?? readPreferences(headers.get('prefer'), search);
    const session = headers.get('standin-session') ?? '';
    const { faults } = outcome;
    const more = { operation, request: raw, preferences, session, good, faults, connection: env?.connection };
    let response: MaybePromise<Response> = made;
    for (const filter of filters) response = after(response, (each) => filter({ response: each, ...more }));
    return response;
  }

  #refuse(
    refusal: Refusal,
    { method, url, headers, path, match }: Come,
    operation: Operation,
    generator: Generator,
  ): Response {
    const visible = this.#visible.path(path, match.parameters);
    const key = `${operation.method} ${match.path}`;
    return refuse(refusal, { method, accept: headers.get('accept'), url, path: visible, key }, generator, {
      locate: this.#locate,
      prism: this.#options.prism,
    });
  }
}

/** Is anything asked of the answer? Good requests know that already. */
function isPreferring(outcome: Outcome, { headers, search }: Come): boolean {
  if (outcome.kind === 'answer') return outcome.good.preferences !== NO_PREFERENCES;
  return search.includes('__') || headers.get('prefer') !== null;
}

/** Of keywords, which are as many as the description has; a bound for the largest. */
const MOST_PLACES = 5_000;

function rememberPlaces(locate: Locate): Locate {
  const files = new Map<string, Map<string, ReturnType<Locate>>>();
  let count = 0;
  return (uri, pointer) => {
    let known = files.get(uri);
    if (!known) files.set(uri, (known = new Map()));
    let place = known.get(pointer);
    if (!place) {
      place = locate(uri, pointer);
      if (count++ < MOST_PLACES) known.set(pointer, place);
    }
    return place;
  };
}
