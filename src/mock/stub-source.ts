import type { Operation } from '../model/index.ts';
import type { AnswerSource, GoodRequest, Reply } from './answer-source.ts';
import type { MaybePromise } from './maybe-promise.ts';
import { type Steps, type StepsOptions, StepWalker } from './steps.ts';

/** What the code around a mock says in place of everybody else, at this moment. */
export type Stubs = (operation: Operation, session: string) => Steps;

/** Answers good requests by stubs, before all other sources. */
export class StubSource implements AnswerSource {
  readonly #stubs: Stubs;
  readonly #walker: StepWalker;

  constructor(stubs: Stubs, options: StepsOptions) {
    this.#stubs = stubs;
    this.#walker = new StepWalker(options);
  }

  answer(request: GoodRequest): MaybePromise<Reply | undefined> {
    const steps = this.#stubs(request.operation, request.session);
    return steps.length === 0 ? undefined : this.#walker.walk(request, steps);
  }

  dependsOn({ operation, session }: GoodRequest): string | undefined {
    return this.#stubs(operation, session).length === 0 ? '' : undefined;
  }

  reset(session: string): void {
    this.#walker.reset(session);
  }
}
