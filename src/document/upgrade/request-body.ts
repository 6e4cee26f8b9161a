import { type JsonObject, setOwn } from '../../schema/index.ts';
import { copyExamples, examplesByMediaType } from './example.ts';
import { inlineSchema } from './inline-schema.ts';
import { arrayStyle, copyExtensions, type ParameterSource } from './parameter.ts';
import {
  child,
  essence,
  from,
  isObjectSource,
  keep,
  type ObjectSource,
  placeKey,
  text,
  type Upgrade,
} from './upgrade.ts';

const URLENCODED = 'application/x-www-form-urlencoded';
const MULTIPART = 'multipart/form-data';

/** A `body` parameter as a request body: one media type for each of `consumes`, `application/json` where it is empty. */
export function requestBody(run: Upgrade, source: ParameterSource, consumes: readonly string[]): JsonObject {
  const types = consumes.length === 0 ? ['application/json'] : consumes;
  const key = `body ${placeKey(source.at)} ${types.join(' ')}`;
  const known = run.made.get(key);
  if (known !== undefined) return known;
  const { at } = source;
  const byType = examplesByMediaType(at);
  const content: JsonObject = {};
  const schema = inlineSchema(run, at);
  for (const type of types) {
    const media: JsonObject = {};
    if (schema !== undefined) media['schema'] = schema;
    if (byType === undefined) copyExamples(run, at, media);
    else {
      const example = child(byType, type) ?? child(byType, essence(type));
      if (example !== undefined) media['example'] = keep(run, example);
    }
    setOwn(content, type, from(run, at, media));
  }
  const made: JsonObject = {};
  const description = text(at, 'description');
  if (description !== undefined) made['description'] = description;
  made['content'] = from(run, at, content);
  if (child(at, 'required')?.value === true) made['required'] = true;
  copyExtensions(at, made);
  run.made.set(key, from(run, at, made));
  return made;
}

/**
 * `formData` parameters as a request body with an object schema. A file, or `consumes`, asks for
 * `multipart/form-data`; otherwise the form is URL-encoded. `operation` is where messages point at.
 */
export function formBody(
  run: Upgrade,
  sources: readonly ParameterSource[],
  consumes: readonly string[],
  operation: ObjectSource,
): JsonObject {
  const at = child(operation, 'parameters') ?? operation;
  const properties: JsonObject = {};
  const required: string[] = [];
  for (const source of sources) {
    setOwn(properties, source.name, formProperty(run, source));
    if (child(source.at, 'required')?.value === true) required.push(source.name);
  }
  const schema: JsonObject = { type: 'object', properties: from(run, at, properties) };
  if (required.length > 0) schema['required'] = required;
  from(run, at, schema);
  const content: JsonObject = {};
  for (const type of formTypes(sources, consumes)) {
    const media: JsonObject = { schema };
    const encoding = formEncoding(run, sources, type);
    if (Object.keys(encoding).length > 0) media['encoding'] = from(run, at, encoding);
    setOwn(content, type, from(run, at, media));
  }
  const made: JsonObject = { content: from(run, at, content) };
  if (required.length > 0) made['required'] = true;
  return from(run, at, made);
}

function formProperty(run: Upgrade, source: ParameterSource): unknown {
  const { at } = source;
  const extra: JsonObject = {};
  const description = text(at, 'description');
  if (description !== undefined) extra['description'] = description;
  const example = child(at, 'example') ?? child(at, 'x-example');
  if (example !== undefined) extra['example'] = example.value;
  copyExtensions(at, extra);
  return inlineSchema(run, at, extra) ?? from(run, at, extra);
}

function formTypes(sources: readonly ParameterSource[], consumes: readonly string[]): string[] {
  const types: string[] = [];
  for (const type of consumes) {
    // Real documents also write `multipart/formData` and `multipart/form`.
    if (essence(type).startsWith('multipart/form')) types.push(MULTIPART);
    else if (essence(type) === URLENCODED || essence(type).startsWith('multipart/')) types.push(type);
  }
  const file = sources.some(({ at }) => isFile(at));
  if (file && !types.some((type) => essence(type).startsWith('multipart/'))) types.unshift(MULTIPART);
  if (file) return [...new Set(types)].filter((type) => essence(type) !== URLENCODED);
  // The same fields as JSON, where a document lists both; JSON alone is a slip of the pen beside formData.
  if (types.length > 0) types.push(...consumes.filter((type) => essence(type) === 'application/json'));
  return types.length === 0 ? [URLENCODED] : [...new Set(types)];
}

function isFile(at: ObjectSource): boolean {
  const items = child(at, 'items');
  return text(at, 'type') === 'file' || (isObjectSource(items) && text(items, 'type') === 'file');
}

/** How array fields are written; multipart repeats the part where nothing is said, which is what `multi` means. */
function formEncoding(run: Upgrade, sources: readonly ParameterSource[], type: string): JsonObject {
  const encoding: JsonObject = {};
  if (essence(type) === 'application/json') return encoding;
  for (const { at, name } of sources) {
    const style = arrayStyle(at, 'formData');
    const repeated = isFile(at) || style.explode === true;
    if (style.style === undefined || (repeated && essence(type) !== URLENCODED)) continue;
    setOwn(encoding, name, from(run, at, style));
  }
  return encoding;
}
