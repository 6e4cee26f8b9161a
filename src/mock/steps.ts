import type { FixtureAnswers, FixtureCase, FixtureRequest, Handler, HandlerState } from '../fixture/index.ts';
import type { Api } from '../model/index.ts';
import type { AnswerSource, GoodRequest, Reply } from './answer-source.ts';
import { replyOf } from './fixture-reply.ts';
import { fixtureRequest } from './fixture-request.ts';
import { handlerContext, handlerFailed, handlerReply } from './handler-context.ts';
import { after, type MaybePromise } from './maybe-promise.ts';
import type { Written } from './responder.ts';
import { BySession } from './sessions.ts';

/** Cases and handlers, in the order in which they are asked. */
export type Steps = FixtureAnswers['steps'];

export interface StepsOptions {
  readonly api: Api;
  /** Milliseconds since 1970. */
  readonly now: (request: GoodRequest) => number;
  /** Those that are asked after all steps. */
  readonly rest: readonly AnswerSource[];
  /** Makes what a source says into an answer. */
  readonly write: (request: GoodRequest, reply: Reply | undefined) => Written;
  readonly stateOf: (request: GoodRequest) => HandlerState;
}

/** Walks steps until one answers; knows how often each has, and what handlers remember. */
export class StepWalker {
  readonly #options: StepsOptions;
  readonly #counts = new BySession(() => new Map<FixtureCase, number>());
  readonly #memories = new BySession(() => new Map<string, unknown>());

  constructor(options: StepsOptions) {
    this.#options = options;
  }

  /** Undefined: no step has anything to say. */
  walk(request: GoodRequest, steps: Steps, from: number = 0): MaybePromise<Reply | undefined> {
    let seen: FixtureRequest | undefined;
    for (let at = from; at < steps.length; at++) {
      const step = steps[at]!;
      if (step.kind === 'handler') {
        return after(this.#handle(step.handler, request, steps, at), (reply) =>
          reply === undefined ? this.walk(request, steps, at + 1) : reply,
        );
      }
      seen ??= fixtureRequest(request);
      if (step.fixture.refuses && request.violations.length === 0) continue;
      if (!step.fixture.matches(seen) || !this.#take(step.fixture, request.session)) continue;
      return this.#reply(step.fixture, seen, request);
    }
    return undefined;
  }

  /** Begins sequences anew, and forgets what handlers have remembered. */
  reset(session: string): void {
    this.#counts.forget(session);
    this.#memories.forget(session);
  }

  /** False where the case has answered as often as it may. */
  #take(fixture: FixtureCase, session: string): boolean {
    if (fixture.times === undefined) return true;
    const counts = this.#counts.for(session);
    const count = counts.get(fixture) ?? 0;
    if (count >= fixture.times) return false;
    counts.set(fixture, count + 1);
    return true;
  }

  #reply(fixture: FixtureCase, seen: FixtureRequest, request: GoodRequest): MaybePromise<Reply> {
    const { api, now } = this.#options;
    if (fixture.response) {
      const scope = { request: seen, now: new Date(now(request)).toISOString() };
      return replyOf(fixture, request, scope, api);
    }
    // Only what goes wrong is said: the answer is that of others.
    return after(this.#askRest(request, 0), (reply) => ({
      ...(reply ?? replyOf(fixture, request, {}, api)),
      faults: fixture.faults,
    }));
  }

  #handle(handler: Handler, request: GoodRequest, steps: Steps, at: number): MaybePromise<Reply | undefined> {
    const { api, now, write, stateOf } = this.#options;
    const context = handlerContext(request, {
      api,
      now: now(request),
      memory: this.#memories.for(request.session),
      state: stateOf(request),
      next: () => after(this.walk(request, steps, at + 1), (reply) => reply ?? this.#askRest(request, 0)),
      write: (reply) => write(request, reply),
    });
    const failed = (error: unknown): never => {
      throw handlerFailed(request.operation.id, error);
    };
    const checked = (said: Awaited<ReturnType<Handler>>) =>
      said === undefined ? undefined : handlerReply(said, request, api);
    try {
      const reply = after(handler(context), checked);
      return reply instanceof Promise ? reply.catch(failed) : reply;
    } catch (error) {
      return failed(error);
    }
  }

  #askRest(request: GoodRequest, from: number): MaybePromise<Reply | undefined> {
    const source = this.#options.rest[from];
    if (!source) return undefined;
    return after(source.answer(request), (reply) => reply ?? this.#askRest(request, from + 1));
  }
}
