import { StandinError } from '../errors.ts';
import type { FixtureRequest } from '../fixture/index.ts';
import type { Generator } from '../generation/index.ts';
import type { Steps } from '../mock/index.ts';
import type { Api, Operation } from '../model/index.ts';
import { didYouMean } from './did-you-mean.ts';
import { OperationStub } from './operation-stub.ts';
import { matchDifferences, type PlainMatch } from './request-match.ts';

const NONE: Steps = [];

/** The stubs of one session. */
export class SessionStubs {
  readonly #api: Api;
  readonly #generator: Generator;
  /** The newest first. */
  readonly #stubs = new Map<Operation, OperationStub[]>();
  readonly #steps = new Map<Operation, Steps>();

  constructor(api: Api, generator: Generator) {
    this.#api = api;
    this.#generator = generator;
  }

  add(operation: Operation, match: PlainMatch): OperationStub {
    assertParameters(operation, match);
    const matches = (request: FixtureRequest) => matchDifferences(match, request).length === 0;
    const changed = () => this.#steps.delete(operation);
    const stub = new OperationStub(operation, {
      api: this.#api,
      generator: this.#generator,
      matches,
      changed,
    });
    this.#stubs.set(operation, [stub, ...(this.#stubs.get(operation) ?? [])]);
    return stub;
  }

  steps(operation: Operation): Steps {
    const stubs = this.#stubs.get(operation);
    if (!stubs) return NONE;
    let steps = this.#steps.get(operation);
    if (!steps) this.#steps.set(operation, (steps = stubs.flatMap((stub) => stub.steps)));
    return steps;
  }

  clear(): void {
    this.#stubs.clear();
    this.#steps.clear();
  }
}

/** A parameter that the operation does not have is never sent. */
function assertParameters(operation: Operation, match: PlainMatch): void {
  for (const where of ['path', 'query'] as const) {
    const names = operation.parameters.filter((each) => each.in === where).map(({ name }) => name);
    if (where === 'query' && operation.parameters.some((each) => each.in === 'querystring')) continue;
    for (const name of Object.keys(match[where] ?? {})) {
      // What has structure is sent in parts: `filter[name]`.
      if (names.includes(name) || (where === 'query' && name.includes('['))) continue;
      throw new StandinError(
        `Failed to stub ${operation.id}: it has no ${where} parameter ${name}${didYouMean(name, names)}.`,
        { code: 'invalid-stub', place: operation.node.place() },
      );
    }
  }
}
