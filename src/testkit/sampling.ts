import type { Arbitrary } from 'fast-check';
import { StandinError } from '../errors.ts';
import { mediaTypeFor } from '../fixture/index.ts';
import { createArbitraries, type Generator } from '../generation/index.ts';
import { chooseResponse } from '../http/index.ts';
import type { Api } from '../model/index.ts';
import { prepareValidation, type Schema } from '../schema/index.ts';
import { didYouMean } from './did-you-mean.ts';
import { titleOf } from './operations.ts';

export interface SampleOptions {
  /** Members that are given, taken where the schema allows them. */
  readonly members?: Readonly<Record<string, unknown>>;
  /** Names the value in place of the running test: the same key gives the same value. */
  readonly key?: string;
}

/** Values of the schemas of one description. */
export class Sampling {
  readonly #api: Api;
  readonly #generator: Generator;
  readonly #testName: () => string | undefined;
  #test: string | undefined;
  /** By schema, of the running test. */
  readonly #counts = new Map<string, number>();

  constructor(api: Api, generator: Generator, testName: () => string | undefined) {
    this.#testName = testName;
    this.#api = api;
    this.#generator = generator;
  }

  sample(name: string, { members, key = this.#nextKey(name) }: SampleOptions = {}): unknown {
    const schema = this.#schema(name);
    return this.#generator.generate(schema, { key, ...(members ? { fixed: members } : {}) });
  }

  async arbitrary(name: string): Promise<Arbitrary<unknown>> {
    const schema = this.#schema(name);
    await prepareValidation();
    return (await createArbitraries(this.#generator)).of(schema);
  }

  /** A test gets the same values whichever tests ran before it. */
  #nextKey(name: string): string {
    const test = this.#testName();
    if (test !== this.#test) this.#counts.clear();
    this.#test = test;
    const count = (this.#counts.get(name) ?? 0) + 1;
    this.#counts.set(name, count);
    return `${test ?? ''} ${name} ${count}`;
  }

  /** Of a component, else of what an operation answers to a good request. */
  #schema(name: string): Schema {
    const schema = this.#api.schema(name, 'response') ?? this.#answered(name);
    if (schema) return schema;
    const names = [...this.#api.schemaNames(), ...this.#api.operations.map(({ id }) => id)];
    throw new StandinError(
      `Failed to find the schema ${name}: ${titleOf(this.#api)} has neither a schema nor an operation with a body of that name${didYouMean(name, names)}.`,
      { code: 'unknown-schema', place: this.#api.document.root.place() },
    );
  }

  #answered(name: string): Schema | undefined {
    const operation = this.#api.operation(name);
    const response = operation && chooseResponse(operation.responses)?.response;
    return response && mediaTypeFor(response, undefined)?.schema?.for('response');
  }
}
