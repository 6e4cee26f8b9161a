import { StandinError } from '../errors.ts';
import { Compiler, type Validator } from './compiler.ts';
import { Effort } from './effort.ts';
import { type Archive, explain } from './explain.ts';
import { holds, type Judge } from './holds.ts';
import type { JsonObject } from './json.ts';
import { parsePointer } from './json-pointer.ts';
import { type Entry, Registry } from './registry.ts';
import type { SourceFile, Spot } from './resources.ts';
import type { Direction, Resource, Schema, SchemaFault, SchemaScope, SchemaSource } from './schema.ts';
import { normalizeUri, resolveUri } from './uri.ts';
import type { Violation } from './violation.ts';

export interface SchemaScopeOptions {
  /**
   * How often a schema is interpreted before Ajv compiles it (which costs as much as some thousand interpretations). 0
   * unless told: Ajv decides from the first value on, as soon as it is loaded.
   */
  readonly compileAfter?: number | undefined;
  /** Is `format` an assertion? True unless told; false reads it as an annotation. */
  readonly formats?: boolean | undefined;
}

/** An empty scope. Resources are added to it; then schemas in them can be asked for. */
export function createSchemaScope(options: SchemaScopeOptions = {}): SchemaScope {
  return new Scope(options.formats ?? true, options.compileAfter ?? 0);
}

class Scope implements SchemaScope {
  readonly registry: Registry = new Registry();
  readonly judge: Judge;
  readonly compiler: Compiler;
  readonly compileAfter: number;
  readonly #schemas = new Map<string, AdoptedSchema>();
  readonly #archive: Archive = {
    originOf: (json) => this.registry.originOf(json),
    nameOf: (id) => this.#entry(id).name,
  };

  constructor(formats: boolean, compileAfter: number) {
    this.compileAfter = compileAfter;
    this.judge = { formats, lookup: (id) => this.#entry(id).json, effort: new Effort() };
    this.compiler = new Compiler(this.judge, (id) => this.byId(id).validate);
  }

  get faults(): readonly SchemaFault[] {
    return this.registry.faults;
  }

  addResource(resource: Resource): void {
    this.registry.add(resource);
  }

  schema(source: SchemaSource, direction: Direction = 'any'): Schema {
    return this.#of(this.registry.entry(this.#spot(source), direction));
  }

  byId(id: string): AdoptedSchema {
    return this.#schemas.get(id) ?? this.#of(this.#entry(id));
  }

  holds(json: unknown, value: unknown): boolean {
    return this.ask(() => holds(this.judge, json, value)) ?? false;
  }

  /** The answer to one question about a value; undefined where the value is nested deeper than the stack. */
  ask<T>(question: () => T): T | undefined {
    const { effort } = this.judge;
    effort.begin();
    try {
      return question();
    } catch (error) {
      if (error instanceof RangeError) return undefined;
      throw error;
    } finally {
      effort.end();
    }
  }

  originOf(json: JsonObject): SchemaSource | undefined {
    const spot = this.registry.originOf(json);
    return spot === undefined ? undefined : sourceOf(spot);
  }

  resolve(reference: string, fromUri: string): SchemaSource | undefined {
    const { references } = this.registry;
    const absolute = resolveUri(reference, fromUri);
    const base = references.resource(normalizeUri(fromUri)) ?? references.resource(normalizeUri(absolute));
    const found = base === undefined ? undefined : references.find(reference, base);
    return found === undefined ? undefined : sourceOf(found);
  }

  explain(json: boolean | JsonObject, value: unknown, secret: boolean): Violation[] {
    return explain(this.judge, this.#archive, json, value, secret);
  }

  #entry(id: string): Entry {
    const entry = this.registry.get(Number(/^standin:(\d+)$/.exec(id)?.[1]));
    if (entry !== undefined) return entry;
    throw new StandinError(
      `Failed to find the schema "${id}": this scope has none of that id. Take ids from its own schemas.`,
      {
        code: 'unknown-schema',
      },
    );
  }

  #of(entry: Entry): AdoptedSchema {
    let schema = this.#schemas.get(entry.id);
    if (schema === undefined) this.#schemas.set(entry.id, (schema = new AdoptedSchema(entry, this)));
    return schema;
  }

  #spot({ value, uri, pointer }: SchemaSource): Spot {
    const file = this.#file(uri, value);
    const root = this.registry.resources.rootOf(file);
    const tokens = parsePointer(pointer) ?? [];
    // The text around a schema may have been rewritten, so that its pointer leads elsewhere: the value counts.
    const found = this.registry.resources.walk(root.base, tokens);
    if (found !== undefined && found.value === value) return found;
    return { value, pointer, base: root.base, dialect: root.dialect };
  }

  #file(uri: string, value: unknown): SourceFile {
    const normal = normalizeUri(uri);
    const file = this.registry.resources.files.get(normal);
    if (file !== undefined) return file;
    return this.registry.add({ uri, root: value, dialect: '2020-12' });
  }
}

function sourceOf(spot: Spot): SchemaSource {
  return { value: spot.value, uri: spot.base.file.givenUri, pointer: spot.pointer };
}

class AdoptedSchema implements Schema {
  readonly id: string;
  readonly name: string | undefined;
  readonly direction: Direction;
  readonly source: SchemaSource;
  readonly scope: SchemaScope;
  /** Interprets until it has been asked often, then compiles. */
  readonly validate: Validator;
  readonly #entry: Entry;
  readonly #scope: Scope;
  #calls = 0;
  #compiled: Validator | undefined;

  constructor(entry: Entry, scope: Scope) {
    this.id = entry.id;
    this.name = entry.name;
    this.direction = entry.reading.direction;
    this.source = sourceOf(entry.spot);
    this.scope = scope;
    this.#entry = entry;
    this.#scope = scope;
    this.validate = (value) =>
      this.#compiled === undefined ? this.#interpret(value) : this.#compiled(value);
  }

  get json(): boolean | JsonObject {
    return this.#entry.json;
  }

  accepts(value: unknown): boolean {
    // A value that is nested deeper than the stack is not valid for the purposes of an HTTP message.
    return this.#scope.ask(() => this.validate(value)) ?? false;
  }

  violations(value: unknown, secret = false): Violation[] {
    if (this.accepts(value)) return [];
    const found = this.#scope.ask(() => this.#scope.explain(this.json, value, secret)) ?? [];
    if (found.length > 0) return found;
    const { uri, pointer } = this.source;
    const message = 'does not match the schema, or is nested too deep to be checked';
    return [{ in: 'body', pointer: '', message, keyword: 'schema', schemaPointer: pointer, schemaUri: uri }];
  }

  #interpret(value: unknown): boolean {
    if (++this.#calls > this.#scope.compileAfter) this.#compiled = this.#compile();
    return this.#compiled === undefined ? holds(this.#scope.judge, this.json, value) : this.#compiled(value);
  }

  #compile(): Validator | undefined {
    const { json } = this;
    try {
      return this.#scope.compiler.compile(json);
    } catch (error) {
      const { uri, pointer } = this.source;
      const cause = error instanceof Error ? error.message : String(error);
      throw new StandinError(
        `Failed to compile the schema ${uri}#${pointer}: ${cause}. Correct the schema there.`,
        { code: 'invalid-schema', place: { file: uri, pointer }, cause: error },
      );
    }
  }
}
