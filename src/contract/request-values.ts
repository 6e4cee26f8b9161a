import { type Generator, withoutHidden } from '../generation/index.ts';
import type {
  Example,
  MediaType,
  Operation,
  Parameter,
  ParameterLocation,
  SchemaHandle,
} from '../model/index.ts';
import { setOwn } from '../schema/index.ts';
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
    if (value !== undefined) setOwn((parameters[parameter.in] ??= {}), parameter.name, value);
  }
  const wanted = operation.requestBody?.required === true || choice.full;
  return {
    operation,
    parameters,
    body: wanted ? generatedBody(operation, generator, choice.key) : undefined,
  };
}

export function parameterValue(parameter: Parameter, generator: Generator, key: string): unknown {
  const { name, content, examples } = parameter;
  const handle = parameter.schema ?? content?.schema;
  const [example] = validExamples([...examples, ...(content?.examples ?? [])], handle);
  if (example) return example.value;
  const schema = handle?.for('request');
  return schema ? generator.generate(schema, { key, subject: name }) : 'sample';
}

function generatedBody(operation: Operation, generator: Generator, key: string): DraftBody | undefined {
  const mediaType = preferredType(operation);
  if (!mediaType || operation.method === 'GET' || operation.method === 'HEAD') return undefined;
  return { mediaType, value: bodyValue(mediaType, generator, `${operation.id} ${key}`) };
}

export function bodyValue(mediaType: MediaType, generator: Generator, key: string): unknown {
  const schema = (mediaType.schema ?? mediaType.itemSchema)?.for('request');
  const value = schema && generator.generate(schema, { key });
  const isItem = !mediaType.schema && mediaType.itemSchema && !Array.isArray(value);
  return isItem ? [value] : value;
}

export function preferredType({ requestBody }: Operation): MediaType | undefined {
  const content = requestBody?.content ?? [];
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
