import { StandinError } from '../errors.ts';
import { Compiler, type Validator } from './compiler.ts';
import { explain } from './explain.ts';
import { holds, type Judge } from './holds.ts';
import type { JsonObject } from './json.ts';
import { parsePointer } from './json-pointer.ts';
import { type Entry, Registry } from './registry.ts';
import type { SourceFile, Spot } from './resources.ts';
import type { Direction, Resource, Schema, SchemaFault, SchemaScope, SchemaSource } from './schema.ts';
import { normalizeUri } from './uri.ts';
import type { Violation } from './violation.ts';

export interface SchemaScopeOptions {
  /** Is `format` an assertion? True unless told; false reads it as an annotation. */
  readonly formats?: boolean | undefined;
}

/** An empty scope. Resources are added to it; then schemas in them can be asked for. */
export function createSchemaScope(options: SchemaScopeOptions = {}): SchemaScope {
  return new Scope(options.formats ?? true);
}

class Scope implements SchemaScope {
  readonly registry: Registry = new Registry();
  readonly judge: Judge;
  readonly compiler: Compiler;
  readonly #schemas = new Map<string, AdoptedSchema>();

  constructor(formats: boolean) {
    this.judge = { formats, lookup: (id) => this.#entry(id).json };
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
    try {
      return holds(this.judge, json, value);
    } catch (error) {
      if (error instanceof RangeError) return false;
      throw error;
    }
  }

  resolve(reference: string, fromUri: string): SchemaSource | undefined {
    const base = this.registry.references.resource(normalizeUri(fromUri));
    const found = base === undefined ? undefined : this.registry.references.find(reference, base);
    return found === undefined ? undefined : sourceOf(found);
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
  /** Compiles at its first call, then only passes on. */
  readonly validate: Validator;
  readonly #entry: Entry;
  readonly #scope: Scope;
  #compiled: Validator | undefined;

  constructor(entry: Entry, scope: Scope) {
    this.id = entry.id;
    this.name = entry.name;
    this.direction = entry.reading.direction;
    this.source = sourceOf(entry.spot);
    this.scope = scope;
    this.#entry = entry;
    this.#scope = scope;
    this.validate = (value) => (this.#compiled ??= this.#compile())(value);
  }

  get json(): boolean | JsonObject {
    return this.#entry.json;
  }

  accepts(value: unknown): boolean {
    try {
      return this.validate(value);
    } catch (error) {
      // A value that is nested deeper than the stack is never valid for the purposes of an HTTP message.
      if (error instanceof RangeError) return false;
      throw error;
    }
  }

  violations(value: unknown): Violation[] {
    return this.accepts(value) ? [] : explain(this.#scope.judge, this.#scope.registry, this.json, value);
  }

  #compile(): Validator {
    const { json } = this;
    try {
      return this.#scope.compiler.compile(json);
    } catch (error) {
      if (error instanceof StandinError) throw error;
      const { uri, pointer } = this.source;
      const cause = error instanceof Error ? error.message : String(error);
      throw new StandinError(
        `Failed to compile the schema ${uri}#${pointer}: ${cause}. Correct the schema there.`,
        { code: 'invalid-schema', place: { file: uri, pointer }, cause: error },
      );
    }
  }
}
