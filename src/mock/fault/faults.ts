import type { Random } from '../../generation/index.ts';
import { type FaultKind, type Faults, LONGEST_DELAY } from '../../http/index.ts';
import type { Operation } from '../../model/index.ts';
import type { AnswerFilter, AnswerSource, GoodRequest, OutgoingAnswer, Reply } from '../answer-source.ts';
import { withBrokenBody } from './broken-body.ts';
import { documentedErrors } from './errors.ts';
import type { FaultyOptions } from './faulty-options.ts';
import { mergeFaults, resolveFaults } from './options.ts';
import { preferencesApplied } from './preference-applied.ts';
import { correctDocumented, Limiter, type Quota, quotaHeaders } from './rate-limit.ts';
import { drawDelay, Story } from './story.ts';
import type { Timers } from './timers.ts';

/** Of `slow` where no time is said, in milliseconds. */
const SLOW = 2_000;
/** What a client is told that asks for a 429 where no limit is set. */
const ASKED_LIMIT: Quota = { limit: { requests: 60, seconds: 60 }, remaining: 0, reset: 30, exceeded: true };
const REFUSING: ReadonlySet<FaultKind> = new Set(['error', 'rate-limit']);

/** Puts faults into answers: errors in their place, as a source; all others on their way out, as a filter. */
export class FaultInjection implements AnswerSource {
  /** Does anything go wrong that no request has asked for? */
  readonly configured: boolean;
  readonly #general: Faults | undefined;
  readonly #options: FaultyOptions;
  readonly #timers: Timers;
  readonly #now: () => number;
  readonly #errors: Story;
  readonly #breaks: Story;
  readonly #limiter = new Limiter();
  readonly #known = new Map<Operation, Faults | undefined>();

  /** @param now milliseconds since 1970, for headers that name a moment */
  constructor(options: FaultyOptions, seed: string | number, now: () => number) {
    this.#options = options;
    this.#timers = options.timers;
    this.#now = now;
    this.#general = options.faults;
    this.configured =
      options.faults !== undefined ||
      Object.entries(options.operations).some(([id, each]) => resolveFaults(each, id) !== undefined);
    this.#errors = new Story(seed, 'errors');
    this.#breaks = new Story(seed, 'breaks');
  }

  answer(request: GoodRequest): Reply | undefined {
    const { operation, preferences, session } = request;
    const asked = preferences.fault ?? [];
    if (!this.configured && asked.length === 0) return undefined;
    const faults = this.#of(operation);
    const quota = faults?.rateLimit && this.#take(operation, session, faults);
    if (quota?.exceeded) return tooMany(quota);
    const wanted = asked.length > 0 ? asked : (faults?.faults ?? []);
    const rates = wanted.filter(({ kind }) => REFUSING.has(kind));
    const { errorRate = 0 } = faults ?? {};
    if (rates.length === 0 && errorRate === 0) return undefined;
    // What the client has chosen is not for chance to change.
    if (preferences.code !== undefined || preferences.example !== undefined) return undefined;
    const random = this.#errors.next(session, nameOf(operation));
    const hit = rates.find(({ kind, rate }) => random.fork(kind).chance(rate))?.kind;
    if (hit === 'rate-limit') return tooMany(quota ?? ASKED_LIMIT);
    if (hit === 'error' || (asked.length === 0 && random.fork('rate').chance(errorRate)))
      return this.#error(operation, faults?.errors, random.fork('status'));
    return undefined;
  }

  dependsOn({ operation, preferences }: GoodRequest): string | undefined {
    if (preferences.fault !== undefined) return undefined;
    if (!this.configured) return '';
    const faults = this.#of(operation);
    const refuses = faults?.faults?.some(({ kind }) => REFUSING.has(kind)) ?? false;
    return refuses || faults?.rateLimit || faults?.errorRate ? undefined : '';
  }

  readonly filter: AnswerFilter = (answer) => {
    const { operation, preferences, session, response } = answer;
    const general = this.#of(operation);
    const faults = mergeFaults(general, answer.faults);
    if (general?.rateLimit) this.#tellQuota(operation, session, general, response.headers);
    const list = preferences.fault ?? faults?.faults ?? [];
    const delay = faults?.delay;
    if (!preferences.wait && !delay && !faults?.bandwidth && list.length === 0)
      return this.#applied(response, answer, undefined);
    const random = this.#breaks.next(session, nameOf(operation));
    const hit = list.find(({ kind, rate }) => !REFUSING.has(kind) && random.fork(kind).chance(rate));
    const wait =
      preferences.wait === undefined
        ? (delay && drawDelay(delay, random.fork('delay'))) || 0
        : Math.min(preferences.wait * 1000, LONGEST_DELAY);
    const slow = hit?.delay ? drawDelay(hit.delay, random.fork('slow')) : SLOW;
    const hold = hit?.kind === 'slow' ? slow : 0;
    return this.#disturb(answer, wait, { kind: hit?.kind, hold, bandwidth: faults?.bandwidth });
  };

  async #disturb(
    answer: OutgoingAnswer,
    wait: number,
    breakage: { kind: FaultKind | undefined; hold: number; bandwidth: number | undefined },
  ): Promise<Response> {
    const { request, response, connection } = answer;
    const { signal } = request;
    if (wait > 0) await this.#timers.wait(wait, signal);
    const { kind, bandwidth } = breakage;
    // A network error, as the Fetch standard has it: no server sends one.
    if (kind === 'reset') return Response.error();
    const isWhole = kind === undefined && bandwidth === undefined;
    const sent = isWhole
      ? response
      : await withBrokenBody(response, breakage, this.#timers, connection, signal);
    if (kind !== undefined) sent.headers.set('standin-fault', kind);
    return this.#applied(sent, answer, kind);
  }

  #applied(response: Response, answer: OutgoingAnswer, kind: FaultKind | undefined): Response {
    const { hasScenarios } = this.#options;
    const honoured = preferencesApplied(answer.preferences, answer, kind, hasScenarios);
    if (honoured !== '') response.headers.append('preference-applied', honoured);
    return response;
  }

  #error(operation: Operation, chosen: readonly number[] | undefined, random: Random): Reply | undefined {
    const documented = documentedErrors(operation);
    const errors = chosen ? documented.filter((status) => chosen.includes(status)) : documented;
    if (errors.length === 0) return undefined;
    return { status: random.pick(errors), headers: { 'standin-fault': 'error' } };
  }

  #of(operation: Operation): Faults | undefined {
    if (!this.configured) return undefined;
    if (this.#known.has(operation)) return this.#known.get(operation);
    const own = this.#options.operations[operation.id];
    const faults = mergeFaults(this.#general, own && resolveFaults(own, operation.id));
    this.#known.set(operation, faults);
    return faults;
  }

  #take(operation: Operation, session: string, { rateLimit }: Faults): Quota {
    return this.#limiter.take(this.#caller(operation, session, rateLimit), rateLimit!, this.#timers.now());
  }

  #tellQuota(operation: Operation, session: string, { rateLimit }: Faults, headers: Headers): void {
    const caller = this.#caller(operation, session, rateLimit);
    const quota = this.#limiter.look(caller, rateLimit!, this.#timers.now());
    for (const [name, text] of Object.entries(quotaHeaders(quota))) headers.set(name, text);
    correctDocumented(headers, quota, this.#now());
  }

  /** A limit of its own makes an operation count alone. */
  #caller(operation: Operation, session: string, limit: Faults['rateLimit']): string {
    return limit === this.#general?.rateLimit ? session : `${session}\n${nameOf(operation)}`;
  }
}

function tooMany(quota: Quota): Reply {
  return {
    status: 429,
    headers: { ...quotaHeaders(quota), 'standin-fault': 'rate-limit' },
    detail: `Too many requests: ${quota.limit.requests} are allowed in ${quota.limit.seconds} seconds. Try again in ${quota.reset} seconds.`,
  };
}

function nameOf({ method, path }: Operation): string {
  return `${method} ${path}`;
}
