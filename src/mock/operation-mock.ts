import type { Generator } from '../generation/index.ts';
import { type Faults, NO_PREFERENCES, readPreferences } from '../http/index.ts';
import type { Operation } from '../model/index.ts';
import type { Violation } from '../schema/index.ts';
import { type AnswerCache, type KeptAnswer, toResponse } from './answer-cache.ts';
import type { AnswerSource, GoodRequest, Reply } from './answer-source.ts';
import type { Identity } from './identity.ts';
import { after, type MaybePromise } from './maybe-promise.ts';
import type { ResolvedMockOptions } from './options.ts';
import type { Refusal } from './refusal.ts';
import { Responder } from './responder.ts';
import { isSessionName, NO_SESSION_NAME } from './session-name.ts';
import { compileVerdict, type JudgedRequest, type Verdict } from './verdict.ts';

/** A request that has found its operation. */
export interface MockRequest extends JudgedRequest {
  readonly method: string;
  /** Without the query: names the entity asked for. */
  readonly path: string;
  /** The whole URL. */
  readonly url: string;
}

export type Outcome =
  | {
      readonly kind: 'answer';
      readonly response: Response;
      /** The response's body. */
      readonly content: KeptAnswer['body'];
      readonly violations: readonly Violation[];
      readonly notes: readonly string[];
      readonly good: GoodRequest;
      readonly faults?: Faults | undefined;
    }
  | {
      readonly kind: 'refusal';
      readonly refusal: Refusal;
      readonly notes?: readonly string[];
      readonly faults?: Faults | undefined;
    };

/** Answers the requests of one operation; what depends on the description alone is worked out once. */
export class OperationMock {
  readonly operation: Operation;
  readonly #options: ResolvedMockOptions;
  readonly #generator: Generator;
  readonly #answers: AnswerCache;
  readonly #sources: readonly AnswerSource[];
  readonly #responder: Responder;
  readonly #lane: string;
  #judge: ReturnType<typeof compileVerdict> | undefined;

  constructor(
    operation: Operation,
    identity: Identity | undefined,
    options: ResolvedMockOptions,
    generator: Generator,
    answers: AnswerCache,
    sources: readonly AnswerSource[],
  ) {
    this.operation = operation;
    this.#options = options;
    this.#generator = generator;
    this.#answers = answers;
    this.#sources = sources;
    this.#lane = answers.lane();
    this.#responder = new Responder(operation, identity, options, generator);
  }

  judge(request: MockRequest): Verdict {
    this.#judge ??= compileVerdict(this.operation, this.#options);
    return this.#judge(request);
  }

  /** Answers a request that its verdict does not refuse. */
  answer(request: MockRequest, verdict: Verdict): MaybePromise<Outcome> {
    const { notes } = verdict;
    const good = this.#good(request, verdict);
    if (good.session !== '' && !isSessionName(good.session))
      return { kind: 'refusal', refusal: NO_SESSION_NAME, notes };
    const cacheKey = this.#cacheKey(good);
    const kept = cacheKey === undefined ? undefined : this.#answers.get(cacheKey);
    if (kept) return answerOf(kept, verdict, good, undefined);
    return after(this.#ask(good, 0), (reply) => {
      const written = this.#responder.respond(good, reply);
      const faults = reply?.faults;
      if (written.kind === 'refusal')
        return { ...written, notes: [...notes, ...reason(written.refusal)], faults };
      if (!faults) this.#keep(cacheKey, written.answer);
      return answerOf(written.answer, verdict, good, faults);
    });
  }

  /** What a request gets that its verdict refuses: the documented error, where no source has words of its own. */
  refuse(request: MockRequest, verdict: Verdict): MaybePromise<Outcome> {
    const { refusal, notes } = verdict;
    const documented: Outcome = { kind: 'refusal', refusal: refusal!, notes };
    const source = this.#sources.find((each) => each.refuse !== undefined);
    if (!source) return documented;
    const good = this.#good(request, verdict);
    return after(source.refuse!(good), (reply) => {
      if (reply === undefined) return documented;
      const written = this.#responder.respond(good, reply);
      const { faults } = reply;
      if (written.kind === 'refusal') return { ...written, notes, faults };
      return answerOf(written.answer, verdict, good, faults);
    });
  }

  #good(request: MockRequest, { violations, sent, sentType, parameters }: Verdict): GoodRequest {
    const { method, url, path, search, headers, pathParameters } = request;
    return {
      operation: this.operation,
      method,
      url,
      path,
      search,
      headers,
      pathParameters,
      parameters,
      sent,
      sentType,
      preferences: readPreferences(headers.get('prefer'), search),
      session: headers.get('standin-session') ?? '',
      violations,
      generator: this.#generator,
    };
  }

  /** Undefined: the answer is not kept. Without a body, it depends on nothing but what the key holds. */
  #cacheKey(good: GoodRequest): string | undefined {
    if (good.sent !== undefined || good.violations.length > 0) return undefined;
    const { url, headers, preferences } = good;
    let key = `${this.#lane}${url}\n${headers.get('accept')}`;
    if (preferences !== NO_PREFERENCES) key += `\n${headers.get('prefer')}`;
    for (const source of this.#sources) {
      const more = source.dependsOn(good);
      if (more === undefined) return undefined;
      key += `\n${more}`;
    }
    return key;
  }

  #keep(cacheKey: string | undefined, answer: KeptAnswer): void {
    if (cacheKey !== undefined) this.#answers.keep(cacheKey, answer);
  }

  #ask(request: GoodRequest, from: number): MaybePromise<Reply | undefined> {
    for (let i = from; i < this.#sources.length; i++) {
      const reply = (this.#sources[i] as AnswerSource).answer(request);
      if (reply instanceof Promise) return reply.then((said) => said ?? this.#ask(request, i + 1));
      if (reply !== undefined) return reply;
    }
    return undefined;
  }
}

/** The documented error may have no room for it. */
function reason({ detail, violations }: Refusal): readonly string[] {
  return violations.length > 0 ? [] : [detail];
}

function answerOf(
  answer: KeptAnswer,
  { violations, notes }: Verdict,
  good: GoodRequest,
  faults: Faults | undefined,
): Outcome {
  const { body: content } = answer;
  return { kind: 'answer', response: toResponse(answer), content, violations, notes, good, faults };
}
