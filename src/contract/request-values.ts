import { StandinError } from '../errors.ts';
import { type Generator, withoutHidden } from '../generation/index.ts';
import type {
  Example,
  MediaType,
  Operation,
  Parameter,
  ParameterLocation,
  SchemaHandle,
} from '../model/index.ts';
import { type Schema, setOwn } from '../schema/index.ts';
import type { Draft, DraftBody } from './draft.ts';

export interface DraftChoice {
  /** Names the values: another key, other values. */
  readonly key: string;
  /** What is optional too. */
  readonly full: boolean;
}

/** A valid request of made-up values; authored examples go first. */
export function generatedDraft(operation: Operation, generator: Generator, choice: DraftChoice): Draft {
  const parameters: Partial<Record<ParameterLocation, Record<string, unknown>>> = {};
  for (const parameter of operation.parameters) {
    if (!parameter.required && !choice.full) continue;
    const value = parameterValue(parameter, generator, `${operation.id} ${choice.key} ${parameter.name}`);
    // Without a value for each part of its path a request cannot be written.
    const sent = value ?? (parameter.in === 'path' ? anything : undefined);
    if (sent !== undefined) setOwn((parameters[parameter.in] ??= {}), parameter.name, sent);
  }
  const wanted = operation.requestBody?.required === true || choice.full;
  return {
    operation,
    parameters,
    body: wanted ? generatedBody(operation, generator, choice.key) : undefined,
  };
}

const anything = 'sample';

/** Undefined also where no value satisfies the schema. */
export function parameterValue(parameter: Parameter, generator: Generator, key: string): unknown {
  const { content, examples } = parameter;
  const handle = parameter.schema ?? content?.schema;
  const [example] = validExamples([...examples, ...(content?.examples ?? [])], handle);
  return example ? example.value : madeUpParameter(parameter, generator, key);
}

function madeUpParameter({ name, schema, content }: Parameter, generator: Generator, key: string): unknown {
  const described = (schema ?? content?.schema)?.for('request');
  return described ? madeUp(generator, described, { key, subject: name }) : anything;
}

/** A value that hardly anything has yet, whatever examples there are: believable words are soon used up. */
export function freshKey(parameter: Parameter, generator: Generator, chance: number): unknown {
  const made = madeUpParameter(parameter, generator, `${parameter.name} ${chance}`);
  if (typeof made !== 'string') return made;
  const letters = Math.floor(chance * 26 ** 5);
  const tail = [0, 1, 2, 3, 4]
    .map((at) => String.fromCharCode(97 + (Math.floor(letters / 26 ** at) % 26)))
    .join('');
  const schema = parameter.schema?.for('request');
  return [`${made}-${tail}`, `${made}${tail}`].find((longer) => schema?.accepts(longer) !== false) ?? made;
}

export function canBeMade(generator: Generator, schema: Schema, subject: string): boolean {
  return madeUp(generator, schema, { key: 'any', subject }) !== undefined;
}

/** Undefined where no value satisfies the schema: what is described so cannot be sent. */
function madeUp(generator: Generator, schema: Schema, context: { key: string; subject?: string }): unknown {
  try {
    return generator.generate(schema, context);
  } catch (error) {
    if (error instanceof StandinError && error.code === 'unsatisfiable-schema') return undefined;
    throw error;
  }
}

function generatedBody(operation: Operation, generator: Generator, key: string): DraftBody | undefined {
  const mediaType = preferredType(operation);
  if (!mediaType) return undefined;
  const value = bodyValue(mediaType, generator, `${operation.id} ${key}`);
  return value === undefined && (mediaType.schema ?? mediaType.itemSchema) ? undefined : { mediaType, value };
}

/** Undefined also where no value satisfies the schema. */
export function bodyValue(mediaType: MediaType, generator: Generator, key: string): unknown {
  const schema = (mediaType.schema ?? mediaType.itemSchema)?.for('request');
  const value = schema && madeUp(generator, schema, { key });
  if (value === undefined) return undefined;
  const isItem = !mediaType.schema && mediaType.itemSchema && !Array.isArray(value);
  return isItem ? [value] : value;
}

/** What a body may be. A GET or HEAD has none: no client of the Fetch standard can send it. */
export function sendableContent({ method, requestBody }: Operation): readonly MediaType[] {
  return method === 'GET' || method === 'HEAD' ? [] : (requestBody?.content ?? []);
}

export function preferredType(operation: Operation): MediaType | undefined {
  const content = sendableContent(operation);
  return content.find(({ type }) => /json/i.test(type)) ?? content[0];
}

/** Those that the schema accepts, without what belongs to answers. */
export function validExamples(
  examples: readonly Example[],
  handle: SchemaHandle | undefined,
): Array<{ readonly name: string | undefined; readonly value: unknown }> {
  const schema = handle?.for('request');
  return examples.flatMap(({ name, value }) => {
    if (value === undefined) return [];
    const shown = schema ? withoutHidden(schema, value) : value;
    return !schema || schema.accepts(shown) ? [{ name, value: shown }] : [];
  });
}
