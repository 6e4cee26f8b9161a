import type { FixtureCase, FixtureRequest, Handler } from '../fixture/index.ts';
import { type FixtureAnswers, type FixtureFolder, Fixtures, type HandlerState } from '../fixture/index.ts';
import type { Api } from '../model/index.ts';
import type { AnswerSource, GoodRequest, Reply } from './answer-source.ts';
import { replyOf } from './fixture-reply.ts';
import { fixtureRequest } from './fixture-request.ts';
import { handlerContext, handlerFailed, handlerReply } from './handler-context.ts';
import { after, type MaybePromise } from './maybe-promise.ts';
import type { Written } from './responder.ts';
import { BySession } from './sessions.ts';

export interface FixtureSourceOptions {
  readonly api: Api;
  readonly fixtures: Fixtures;
  /** The overlay where neither the request nor its session chooses one; `''`: none. */
  readonly scenario: string;
  /** Milliseconds since 1970. */
  readonly now: (request: GoodRequest) => number;
  /** Those that are asked after fixtures. */
  readonly rest: readonly AnswerSource[];
  /** Makes what a source says into an answer. */
  readonly write: (request: GoodRequest, reply: Reply | undefined) => Written;
  readonly stateOf: (request: GoodRequest) => HandlerState;
}

/** Fixtures of a folder, or of memory, with their files' names read. */
export async function openFixtures(api: Api, given: Fixtures | FixtureFolder): Promise<Fixtures> {
  return given instanceof Fixtures ? given : Fixtures.open(api, given);
}

type Steps = FixtureAnswers['steps'];

/** Answers by the user's own cases and handlers. */
export class FixtureSource implements AnswerSource {
  readonly #options: FixtureSourceOptions;
  readonly #counts = new BySession(() => new Map<FixtureCase, number>());
  readonly #memories = new BySession(() => new Map<string, unknown>());

  constructor(options: FixtureSourceOptions) {
    this.#options = options;
  }

  answer(request: GoodRequest): MaybePromise<Reply | undefined> {
    // What is asked for by status or name is the description's.
    const { code, example } = request.preferences;
    if (code !== undefined || example !== undefined) return undefined;
    const scenario = this.#scenarioOf(request);
    if (typeof scenario !== 'string') return scenario;
    return after(this.#options.fixtures.answers(request.operation, scenario), ({ steps }) =>
      steps.length === 0 ? undefined : this.#walk(request, steps, 0),
    );
  }

  /** By the cases that ask for violations; handlers see good requests alone. */
  refuse(request: GoodRequest): MaybePromise<Reply | undefined> {
    const scenario = this.#scenarioOf(request);
    if (typeof scenario !== 'string') return undefined;
    return after(this.#options.fixtures.answers(request.operation, scenario), ({ steps }) => {
      const refusing = steps.filter((step) => step.kind === 'case' && step.fixture.refuses);
      return refusing.length === 0 ? undefined : this.#walk(request, refusing, 0);
    });
  }

  dependsOn(request: GoodRequest): string | undefined {
    const scenario = this.#scenarioOf(request);
    if (typeof scenario !== 'string') return undefined;
    const answers = this.#options.fixtures.answers(request.operation, scenario);
    // A rejection is told by answer().
    if (answers instanceof Promise) answers.catch(() => undefined);
    return !(answers instanceof Promise) && answers.steps.length === 0 ? scenario : undefined;
  }

  /** Begins sequences anew, and forgets what handlers have remembered. */
  reset(session: string): void {
    this.#counts.forget(session);
    this.#memories.forget(session);
  }

  /** `Prefer`, else a session that is called after a scenario (`checkout`, `checkout/ann`), else the option. */
  #scenarioOf({ preferences, session }: GoodRequest): string | Reply {
    const { fixtures, scenario } = this.#options;
    const asked = preferences.scenario;
    if (asked !== undefined && !fixtures.scenarios.has(asked)) {
      const names = [...fixtures.scenarios].join(', ') || 'none';
      return { status: 404, detail: `No scenario is named ${asked}. There are: ${names}.` };
    }
    if (asked !== undefined) return asked;
    const bySession = session.split('/', 1)[0]!;
    return fixtures.scenarios.has(bySession) ? bySession : scenario;
  }

  #walk(request: GoodRequest, steps: Steps, from: number): MaybePromise<Reply | undefined> {
    let seen: FixtureRequest | undefined;
    for (let at = from; at < steps.length; at++) {
      const step = steps[at]!;
      if (step.kind === 'handler') {
        return after(this.#handle(step.handler, request, steps, at), (reply) =>
          reply === undefined ? this.#walk(request, steps, at + 1) : reply,
        );
      }
      seen ??= fixtureRequest(request);
      if (step.fixture.refuses && request.violations.length === 0) continue;
      if (!step.fixture.matches(seen) || !this.#take(step.fixture, request.session)) continue;
      return this.#reply(step.fixture, seen, request);
    }
    return undefined;
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
      next: () => after(this.#walk(request, steps, at + 1), (reply) => reply ?? this.#askRest(request, 0)),
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
