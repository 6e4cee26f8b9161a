import { StandinError } from '../errors.ts';
import {
  createSchemaScope,
  isJsonObject,
  type JsonObject,
  own,
  parsePointer,
  prepareValidation,
  type Schema,
  setOwn,
  type Violation,
} from '../schema/index.ts';
import type { Workflow, WorkflowDocument } from './document.ts';

/**
 * The inputs of a workflow: of what is given those that its schema names (all, where it names none), with defaults. A
 * text is read as the JSON that it holds where the schema takes nothing else, so that a command line can give numbers.
 * Rejects with StandinError `bad-input` where the schema refuses them.
 */
export async function inputsFor(
  workflow: Workflow,
  document: WorkflowDocument,
  given: Readonly<Record<string, unknown>>,
): Promise<JsonObject> {
  if (workflow.inputs === undefined || workflow.inputs === true) return { ...given };
  await prepareValidation();
  const schema = schemaOf(workflow, document);
  const inputs = chosen(schema, given);
  const violations = schema.violations(inputs);
  if (violations.length === 0) return inputs;
  const read = readTexts(inputs, violations);
  const left = schema.violations(read);
  if (left.length === 0) return read;
  throw refused(workflow, document, left);
}

function schemaOf({ inputs, pointer }: Workflow, { uri, root }: WorkflowDocument): Schema {
  const scope = createSchemaScope();
  scope.addResource({ uri, root, dialect: '2020-12' });
  return scope.schema({ value: inputs, uri, pointer: `${pointer}/inputs` }, 'any');
}

function chosen(schema: Schema, given: Readonly<Record<string, unknown>>): JsonObject {
  const properties = propertiesOf(schema, schema.json);
  if (Object.keys(properties).length === 0) return { ...given };
  const inputs: JsonObject = {};
  for (const [name, property] of Object.entries(properties)) {
    const value = Object.hasOwn(given, name) ? given[name] : defaultOf(schema, property);
    if (value !== undefined) setOwn(inputs, name, value);
  }
  return inputs;
}

const mostHops = 20;

function propertiesOf(schema: Schema, json: unknown): JsonObject {
  const properties = own(followed(schema, json), 'properties');
  return isJsonObject(properties) ? properties : {};
}

/** Its own goes before that of what it refers to. */
function defaultOf(schema: Schema, property: unknown): unknown {
  const mine = isJsonObject(property) ? own(property, 'default') : undefined;
  return mine ?? own(followed(schema, property), 'default');
}

function followed(schema: Schema, json: unknown): JsonObject {
  let at = json;
  for (let hops = 0; hops < mostHops && isJsonObject(at); hops++) {
    const reference = own(at, '$ref');
    if (typeof reference !== 'string') return at;
    at = schema.scope.byId(reference).json;
  }
  return {};
}

function readTexts(inputs: JsonObject, violations: readonly Violation[]): JsonObject {
  const read = { ...inputs };
  for (const { pointer } of violations) {
    const [name] = parsePointer(pointer) ?? [];
    const text = name === undefined ? undefined : own(read, name);
    if (name === undefined || typeof text !== 'string') continue;
    try {
      setOwn(read, name, JSON.parse(text));
    } catch {
      // A text after all; what is wrong with it is told.
    }
  }
  return read;
}

function refused(workflow: Workflow, { file, place }: WorkflowDocument, violations: readonly Violation[]) {
  const told = violations.slice(0, 10).map(({ pointer, message }) => `${pointer || 'inputs'}: ${message}`);
  return new StandinError(
    `Failed to begin the workflow ${workflow.id} of ${file}: its inputs are not as they must be (${told.join('; ')}). Give them, by --input name=value on the command line.`,
    { code: 'bad-input', place: place(`${workflow.pointer}/inputs`) },
  );
}
