import { findFaults } from '../document/index.ts';
import { type Fault, formatPlace, StandinError } from '../errors.ts';
import { createGenerator, type Generator, type GeneratorOptions } from '../generation/index.ts';
import type { Api, Header, MediaType, Operation, Parameter, SchemaHandle } from '../model/index.ts';
import { type Direction, prepareValidation, type Schema } from '../schema/index.ts';
import { ExampleProver } from './prove-examples.ts';
import { unknownFakers } from './prove-faker.ts';

export interface ProofOptions extends GeneratorOptions {
  /** Called after each operation. */
  onProgress?: (done: number, total: number) => void;
}

export interface Proof {
  readonly operations: number;
  /** File by file, the description's own first; those of a file in the order of its text. */
  readonly faults: readonly Fault[];
}

const pauseEvery = 20;

/** Keywords that do nothing keep nothing from being served. */
const lenient: ReadonlySet<string> = new Set(['idle-keyword']);

/**
 * Finds what is wrong in a description, and proves that every documented request and response can be made: each schema
 * gets a value that Ajv confirms, each example is held to its schema.
 */
export async function proveApi(api: Api, options: ProofOptions = {}): Promise<Proof> {
  const { onProgress, ...generatorOptions } = options;
  const [generator] = await Promise.all([createGenerator(generatorOptions), prepareValidation()]);
  const operations = [...api.operations, ...api.webhooks];
  const prover = new Prover(api, generator);
  for (const [index, operation] of operations.entries()) {
    prover.prove(operation);
    onProgress?.(index + 1, operations.length);
    // Lets signals and the progress line through.
    if (index % pauseEvery === pauseEvery - 1) await new Promise((done) => setTimeout(done, 0));
  }
  const { document } = api;
  const faults = distinct([...findFaults(document), ...api.faults(), ...prover.faults]).map(weighed);
  const { file } = document.place(document.uri, '');
  return { operations: operations.length, faults: faults.sort((left, right) => order(left, right, file)) };
}

/** What is found by several is told once, by the first, who knows most of it. */
function distinct(faults: readonly Fault[]): Fault[] {
  const seen = new Map<string, Fault>();
  for (const fault of faults) {
    const key = causeOf(fault);
    if (!seen.has(key)) seen.set(key, fault);
  }
  return [...seen.values()];
}

function causeOf({ code, place, message }: Fault): string {
  const { pointer = '' } = place;
  const where = formatPlace(place);
  // Whatever is said of a reference, it is one reference that cannot be followed.
  if (/\/(?:\$ref|\$dynamicRef|operationRef)$/.test(pointer)) return where;
  return code === 'duplicate-operation-id' ? `${where} ${code}` : `${where} ${code} ${message}`;
}

function weighed(fault: Fault): Fault {
  if (!lenient.has(fault.code)) return fault;
  return { ...fault, severity: 'warning' };
}

function order({ place: left }: Fault, { place: right }: Fault, entry: string): number {
  if (left.file !== right.file) {
    if (left.file === entry) return -1;
    return right.file === entry || right.file < left.file ? 1 : -1;
  }
  return (left.line ?? 0) - (right.line ?? 0) || (left.column ?? 0) - (right.column ?? 0);
}

class Prover {
  readonly faults: Fault[] = [];
  readonly #api: Api;
  readonly #generator: Generator;
  readonly #examples: ExampleProver;
  readonly #proven = new Set<string>();
  readonly #unsatisfiable = new Set<string>();

  constructor(api: Api, generator: Generator) {
    this.#api = api;
    this.#generator = generator;
    this.#examples = new ExampleProver(api.document, (fault) => this.faults.push(fault));
  }

  prove(operation: Operation): void {
    this.#examples.operation = operation;
    for (const parameter of operation.parameters) this.#field(parameter, 'request');
    for (const mediaType of operation.requestBody?.content ?? []) this.#mediaType(mediaType, 'request');
    for (const response of operation.responses) {
      for (const header of response.headers) this.#field(header, 'response');
      for (const mediaType of response.content) this.#mediaType(mediaType, 'response');
    }
  }

  #field({ schema, content, examples }: Parameter | Header, direction: Direction): void {
    this.#schema(schema, direction);
    if (content) this.#mediaType(content, direction);
    this.#guard(schema, () => this.#examples.field(examples, schema?.for(direction)));
  }

  #mediaType(mediaType: MediaType, direction: Direction): void {
    this.#schema(mediaType.schema, direction);
    this.#schema(mediaType.itemSchema, direction);
    this.#guard(mediaType.schema, () => this.#examples.mediaType(mediaType, direction));
  }

  #schema(handle: SchemaHandle | undefined, direction: Direction): void {
    if (!handle) return;
    const schema = handle.for(direction);
    if (this.#proven.has(schema.id)) return;
    this.#proven.add(schema.id);
    try {
      this.#generator.generate(schema);
    } catch (error) {
      if (!(error instanceof StandinError)) throw error;
      this.#refused(error, schema);
    }
    this.#guard(handle, () => this.#examples.schema(schema));
    for (const asked of unknownFakers(schema.json, this.#generator)) {
      const message = `x-faker asks for ${asked}, which is no function of faker's that makes data.`;
      this.faults.push({ code: 'unknown-faker', severity: 'warning', message, place: handle.node.place() });
    }
  }

  #refused({ code, message }: StandinError, schema: Schema): void {
    const { uri, pointer } = schema.source;
    // A schema that cannot be satisfied in one direction mostly cannot in the other.
    if (this.#unsatisfiable.has(`${uri}#${pointer}`)) return;
    this.#unsatisfiable.add(`${uri}#${pointer}`);
    const name = schema.name === undefined ? 'the schema' : `the schema ${schema.name}`;
    const words =
      code === 'unsatisfiable-schema'
        ? `No value was found that satisfies ${name}. Check that its keywords do not contradict each other.`
        : message;
    this.faults.push({
      code,
      severity: 'error',
      message: words,
      place: this.#api.document.place(uri, pointer),
    });
  }

  /** An error of ours becomes a fault. */
  #guard(handle: SchemaHandle | undefined, work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof StandinError) || !handle) throw error;
      const { code, message } = error;
      this.faults.push({ code, severity: 'error', message, place: handle.node.place() });
    }
  }
}
