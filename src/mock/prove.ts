import { findFaults } from '../document/index.ts';
import { type Fault, StandinError } from '../errors.ts';
import {
  createGenerator,
  type Generator,
  type GeneratorOptions,
  withoutHidden,
} from '../generation/index.ts';
import type { Api, MediaType, Operation, SchemaHandle } from '../model/index.ts';
import { type Direction, prepareValidation } from '../schema/index.ts';

export interface ProofOptions extends GeneratorOptions {
  /** Called after each operation. */
  onProgress?: (done: number, total: number) => void;
}

export interface Proof {
  readonly operations: number;
  /** Errors first, then in the order of the document. */
  readonly faults: readonly Fault[];
}

const pauseEvery = 20;

/**
 * Finds what is wrong in a description, and proves that every documented request and response can be made: each schema
 * gets a value that Ajv confirms, each example is held to its schema.
 */
export async function proveApi(api: Api, options: ProofOptions = {}): Promise<Proof> {
  const { onProgress, ...generatorOptions } = options;
  const [generator] = await Promise.all([createGenerator(generatorOptions), prepareValidation()]);
  const operations = [...api.operations, ...api.webhooks];
  const prover = new Prover(generator);
  for (const [index, operation] of operations.entries()) {
    prover.prove(operation);
    onProgress?.(index + 1, operations.length);
    // Lets signals and the progress line through.
    if (index % pauseEvery === pauseEvery - 1) await new Promise((done) => setTimeout(done, 0));
  }
  const faults = distinct([...findFaults(api.document), ...api.faults(), ...prover.faults]);
  return { operations: operations.length, faults: faults.sort(errorsFirst) };
}

function errorsFirst(left: Fault, right: Fault): number {
  return Number(left.severity === 'warning') - Number(right.severity === 'warning');
}

function distinct(faults: readonly Fault[]): Fault[] {
  const seen = new Map<string, Fault>();
  for (const fault of faults) {
    const { code, place, message } = fault;
    const key = `${code} ${place.file} ${place.pointer} ${message}`;
    if (!seen.has(key)) seen.set(key, fault);
  }
  return [...seen.values()];
}

class Prover {
  readonly faults: Fault[] = [];
  readonly #generator: Generator;
  readonly #proven = new Set<string>();

  constructor(generator: Generator) {
    this.#generator = generator;
  }

  prove(operation: Operation): void {
    for (const parameter of operation.parameters) {
      this.#schema(parameter.schema, 'request');
      if (parameter.content) this.#mediaType(parameter.content, 'request');
    }
    for (const mediaType of operation.requestBody?.content ?? []) this.#mediaType(mediaType, 'request');
    for (const response of operation.responses) {
      for (const header of response.headers) this.#schema(header.schema, 'response');
      for (const mediaType of response.content) this.#mediaType(mediaType, 'response');
    }
  }

  #mediaType(mediaType: MediaType, direction: Direction): void {
    this.#schema(mediaType.schema, direction);
    this.#schema(mediaType.itemSchema, direction);
    const schema = mediaType.schema?.for(direction);
    if (!schema) return;
    for (const example of mediaType.examples) {
      const { value, name } = example;
      // Text of another media type is not read as data here.
      if (value === undefined || (typeof value === 'string' && !/json/.test(mediaType.type))) continue;
      const [violation] =
        this.#guard(example.node.place(), () => schema.violations(withoutHidden(schema, value))) ?? [];
      if (!violation) continue;
      const what = name === undefined ? 'The example' : `The example ${name}`;
      const where = violation.pointer === '' ? '' : ` at ${violation.pointer}`;
      const message = `${what} is not valid for its schema${where}: ${violation.message}. It is never served unless asked for by name.`;
      this.faults.push({
        code: 'invalid-example',
        severity: 'warning',
        message,
        place: example.node.place(),
      });
    }
  }

  #schema(handle: SchemaHandle | undefined, direction: Direction): void {
    if (!handle) return;
    const schema = handle.for(direction);
    const key = `${schema.id} ${direction}`;
    if (this.#proven.has(key)) return;
    this.#proven.add(key);
    this.#guard(handle.node.place(), () => this.#generator.generate(schema));
  }

  /** What the work gives; an error of ours becomes a fault. */
  #guard<T>(place: Fault['place'], work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof StandinError)) throw error;
      this.faults.push({ code: error.code, severity: 'error', message: error.message, place });
      return undefined;
    }
  }
}
