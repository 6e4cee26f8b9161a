import { type FixtureFolder, Fixtures } from '../fixture/index.ts';
import type { Api } from '../model/index.ts';
import type { AnswerSource, GoodRequest, Reply } from './answer-source.ts';
import { after, type MaybePromise } from './maybe-promise.ts';
import { type StepsOptions, StepWalker } from './steps.ts';

export interface FixtureSourceOptions extends StepsOptions {
  readonly fixtures: Fixtures;
  /** The overlay where neither the request nor its session chooses one; `''`: none. */
  readonly scenario: string;
}

/** Fixtures of a folder, or of memory, with their files' names read. */
export async function openFixtures(api: Api, given: Fixtures | FixtureFolder): Promise<Fixtures> {
  return given instanceof Fixtures ? given : Fixtures.open(api, given);
}

/** Answers by the user's own cases and handlers. */
export class FixtureSource implements AnswerSource {
  readonly #fixtures: Fixtures;
  readonly #scenario: string;
  readonly #walker: StepWalker;

  constructor(options: FixtureSourceOptions) {
    this.#fixtures = options.fixtures;
    this.#scenario = options.scenario;
    this.#walker = new StepWalker(options);
  }

  answer(request: GoodRequest): MaybePromise<Reply | undefined> {
    // What is asked for by status or name is the description's.
    const { code, example } = request.preferences;
    if (code !== undefined || example !== undefined) return undefined;
    const scenario = this.#scenarioOf(request);
    if (typeof scenario !== 'string') return scenario;
    return after(this.#fixtures.answers(request.operation, scenario), ({ steps }) =>
      steps.length === 0 ? undefined : this.#walker.walk(request, steps),
    );
  }

  /** By the cases that ask for violations; handlers see good requests alone. */
  refuse(request: GoodRequest): MaybePromise<Reply | undefined> {
    const scenario = this.#scenarioOf(request);
    if (typeof scenario !== 'string') return undefined;
    return after(this.#fixtures.answers(request.operation, scenario), ({ steps }) => {
      const refusing = steps.filter((step) => step.kind === 'case' && step.fixture.refuses);
      return refusing.length === 0 ? undefined : this.#walker.walk(request, refusing);
    });
  }

  dependsOn(request: GoodRequest): string | undefined {
    const scenario = this.#scenarioOf(request);
    if (typeof scenario !== 'string') return undefined;
    const answers = this.#fixtures.answers(request.operation, scenario);
    // A rejection is told by answer().
    if (answers instanceof Promise) answers.catch(() => undefined);
    return !(answers instanceof Promise) && answers.steps.length === 0 ? scenario : undefined;
  }

  /** Begins sequences anew, and forgets what handlers have remembered. */
  reset(session: string): void {
    this.#walker.reset(session);
  }

  /** `Prefer`, else a session that is called after a scenario (`checkout`, `checkout/ann`), else the option. */
  #scenarioOf({ preferences, session }: GoodRequest): string | Reply {
    const asked = preferences.scenario;
    if (asked !== undefined && !this.#fixtures.scenarios.has(asked)) {
      const names = [...this.#fixtures.scenarios].join(', ') || 'none';
      return { status: 404, detail: `No scenario is named ${asked}. There are: ${names}.` };
    }
    if (asked !== undefined) return asked;
    const bySession = session.split('/', 1)[0]!;
    return this.#fixtures.scenarios.has(bySession) ? bySession : this.#scenario;
  }
}
