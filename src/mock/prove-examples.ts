import type { Document } from '../document/index.ts';
import type { Fault, Place } from '../errors.ts';
import { withoutHidden } from '../generation/index.ts';
import type { Example, MediaType, Operation } from '../model/index.ts';
import {
  type Direction,
  isJsonObject,
  type JsonObject,
  joinPointer,
  own,
  type Schema,
  type SchemaSource,
} from '../schema/index.ts';
import { isJson } from './media.ts';

/** Subschemas by name, as a list, and alone. */
const maps = ['properties', 'patternProperties', 'dependentSchemas', '$defs'];
const lists = ['allOf', 'anyOf', 'oneOf', 'prefixItems'];
const single = ['items', 'additionalProperties', 'then', 'else', 'contains'];

/** Holds every example to its schema: those beside schemas, and those in them. */
export class ExampleProver {
  /** Whose examples these are: named where they are shared. */
  operation: Operation | undefined;
  readonly #document: Document;
  readonly #report: (fault: Fault) => void;
  readonly #told = new Set<string>();
  readonly #looked = new Set<unknown>();

  constructor(document: Document, report: (fault: Fault) => void) {
    this.#document = document;
    this.#report = report;
  }

  /** Of a parameter or header. */
  field(examples: readonly Example[], schema: Schema | undefined): void {
    if (!schema) return;
    for (const example of examples) {
      if (example.value !== undefined)
        this.#judge(schema, example.value, nameOf(example), example.node.place());
    }
  }

  mediaType(mediaType: MediaType, direction: Direction): void {
    const schema = mediaType.schema?.for(direction);
    const items = mediaType.itemSchema?.for(direction);
    for (const example of mediaType.examples) {
      const { value } = example;
      // Text of another media type is not read as data here.
      if (value === undefined || (typeof value === 'string' && !isJson(mediaType))) continue;
      const place = example.node.place();
      const name = nameOf(example);
      if (schema) this.#judge(schema, this.#unwrapped(schema, value, name, place), name, place);
      else if (items && Array.isArray(value)) {
        for (const item of value) this.#judge(items, item, name, place);
      }
    }
  }

  /** Of the schema and of those below it, also behind references. */
  schema({ source, direction }: Schema): void {
    const left: SchemaSource[] = [source];
    for (let at = left.pop(); at !== undefined; at = left.pop()) {
      if (!isJsonObject(at.value) || this.#looked.has(at.value)) continue;
      this.#looked.add(at.value);
      this.#inSchema(at, direction);
      left.push(...this.#below(at));
    }
  }

  #inSchema(source: SchemaSource, direction: Direction): void {
    const { value, uri, pointer } = source;
    const given: Array<[string, unknown, ...Array<string | number>]> = [
      ['The example', own(value as JsonObject, 'example'), 'example'],
      ['The default', own(value as JsonObject, 'default'), 'default'],
    ];
    const examples = own(value as JsonObject, 'examples');
    if (Array.isArray(examples)) {
      examples.forEach((example, index) => {
        given.push(['The example', example, 'examples', index]);
      });
    }
    for (const [name, example, ...tokens] of given) {
      // An empty key of YAML means that there is none.
      if (example === undefined || example === null) continue;
      const schema = this.#document.scope.schema(source, direction);
      if (!schema.accepts(withoutHidden(schema, example)))
        this.#judge(schema, example, name, this.#document.place(uri, joinPointer(pointer, ...tokens)));
    }
  }

  #below({ value, uri, pointer }: SchemaSource): SchemaSource[] {
    const found: SchemaSource[] = [];
    const add = (child: unknown, ...tokens: Array<string | number>) => {
      if (isJsonObject(child)) found.push({ value: child, uri, pointer: joinPointer(pointer, ...tokens) });
    };
    const schema = value as JsonObject;
    for (const keyword of maps) {
      const children = own(schema, keyword);
      if (isJsonObject(children))
        for (const name of Object.keys(children)) add(children[name], keyword, name);
    }
    for (const keyword of lists) {
      const children = own(schema, keyword);
      if (Array.isArray(children))
        for (const [index, child] of children.entries()) add(child, keyword, index);
    }
    for (const keyword of single) add(own(schema, keyword), keyword);
    const reference = own(schema, '$ref');
    const target = typeof reference === 'string' ? this.#document.scope.resolve(reference, uri) : undefined;
    if (target !== undefined) found.push(target);
    return found;
  }

  /** JSON that was written as text is served as JSON, and should be written as such. */
  #unwrapped(schema: Schema, value: unknown, name: string, place: Place): unknown {
    if (typeof value !== 'string' || schema.accepts(value)) return value;
    let data: unknown;
    try {
      data = JSON.parse(value);
    } catch {
      return value;
    }
    this.#tell(
      'example-as-text',
      `${name} is text that holds JSON, and is read as that; write it as data.`,
      place,
    );
    return data;
  }

  #judge(schema: Schema, value: unknown, name: string, place: Place): void {
    const [violation] = schema.violations(withoutHidden(schema, value));
    if (violation === undefined) return;
    const where = violation.pointer === '' ? '' : ` at ${violation.pointer}`;
    this.#tell(
      'invalid-example',
      `${name} is not valid for its schema${where}: ${violation.message}.`,
      place,
    );
  }

  /** Once for a place, however many operations use what stands there. */
  #tell(code: string, message: string, place: Place): void {
    const key = `${place.file}#${place.pointer} ${message}`;
    if (this.#told.has(key)) return;
    this.#told.add(key);
    const { operation } = this;
    const shared = /^\/components\/(?!schemas\/)/.test(place.pointer ?? '');
    const user = shared && operation ? ` It is used by ${operation.id}.` : '';
    this.#report({ code, severity: 'warning', message: message + user, place });
  }
}

function nameOf({ name }: Example): string {
  return name === undefined ? 'The example' : `The example ${name}`;
}
