import { isJsonObject, type JsonObject, own, type Schema, type SchemaScope } from '../schema/index.ts';
import { KeywordTranslation, type Piece } from './draft-07-keywords.ts';

/** More than Dredd's validator compiles in a reasonable time: what lies beyond is not looked at. */
const mostPieces = 20_000;
/**
 * A schema as JSON Schema draft-07 in one piece, for a validator that knows no newer dialect: it accepts whatever the
 * original accepts. What draft-07 cannot say is left out, and a condition (`not`, `if`, `oneOf`) with it where that would
 * make it say more.
 *
 * @param patterns false: without `pattern`, for values with characters beyond U+FFFF, of which Ajv 6 sees the halves
 */
export function draft07(schema: Schema, patterns = true): JsonObject {
  return new Translation(schema.scope, patterns).whole(schema);
}

class Translation {
  readonly #scope: SchemaScope;
  readonly #patterns: boolean;
  /** Ids of schemas that cannot be said in full. */
  readonly #inexact = new Set<string>();
  readonly #definitions = new Map<string, Piece>();
  #waiting: string[] = [];
  #pieces = 0;

  constructor(scope: SchemaScope, patterns: boolean) {
    this.#scope = scope;
    this.#patterns = patterns;
  }

  /** Every reference is taken for exact until its schema turns out not to be; then all is read again. */
  whole(schema: Schema): JsonObject {
    for (;;) {
      const before = this.#inexact.size;
      this.#definitions.clear();
      this.#pieces = 0;
      const root = this.#piece(schema.json);
      for (let id = this.#waiting.pop(); id !== undefined; id = this.#waiting.pop()) this.#define(id);
      if (this.#inexact.size > before) continue;
      const definitions: JsonObject = {};
      for (const [id, { json }] of this.#definitions) definitions[nameOf(id)] = json;
      const json = root.json === true ? {} : root.json === false ? { not: {} } : root.json;
      return {
        $schema: 'http://json-schema.org/draft-07/schema#',
        ...('$ref' in json ? { allOf: [json] } : json),
        ...(this.#definitions.size > 0 ? { definitions } : {}),
      };
    }
  }

  #define(id: string): void {
    if (this.#definitions.has(id)) return;
    const piece = this.#piece(this.#scope.byId(id).json);
    this.#definitions.set(id, piece);
    if (!piece.exact) this.#inexact.add(id);
  }

  #piece(from: unknown): Piece {
    if (!isJsonObject(from)) return { json: from !== false, exact: true };
    if (++this.#pieces > mostPieces) return { json: true, exact: false };
    const copy = new KeywordTranslation(from, this.#patterns, (json) => this.#piece(json));
    const { json, exact } = copy.read();
    const reference = own(from, '$ref');
    if (typeof reference !== 'string') return { json, exact };
    if (!this.#definitions.has(reference)) this.#waiting.push(reference);
    const target = { $ref: `#/definitions/${nameOf(reference)}` };
    // Beside a `$ref`, draft-07 has other keywords ignored.
    const isAlone = Object.keys(json).length === 0;
    return {
      json: isAlone ? target : { allOf: [target, json] },
      exact: exact && !this.#inexact.has(reference),
    };
  }
}

/** `standin:12` */
function nameOf(id: string): string {
  return id.replaceAll(/\W/g, '-');
}
