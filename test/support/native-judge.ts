import '@hyperjump/json-schema/draft-04';
import '@hyperjump/json-schema/draft-06';
import '@hyperjump/json-schema/draft-07';
import '@hyperjump/json-schema/draft-2019-09';
import '@hyperjump/json-schema/formats';
import { type Schema as ForeignSchema, Validator } from '@cfworker/json-schema';
import {
  getAllRegisteredSchemaUris,
  hasSchema,
  registerSchema,
  setShouldValidateFormat,
  setShouldValidateSchema,
  unregisterSchema,
  validate,
} from '@hyperjump/json-schema/draft-2020-12';
import { getSchema, toSchema } from '@hyperjump/json-schema/experimental';
import { correctKeywords } from './exact-keywords.ts';
import { isObject } from './raw-document.ts';

correctKeywords();
setShouldValidateSchema(false);
setShouldValidateFormat(true);

export const META_SCHEMAS = {
  '2020-12': 'https://json-schema.org/draft/2020-12/schema',
  '2019-09': 'https://json-schema.org/draft/2019-09/schema',
  'draft-07': 'http://json-schema.org/draft-07/schema',
  'draft-04': 'http://json-schema.org/draft-04/schema',
} as const;

export type NativeDialect = keyof typeof META_SCHEMAS;

/** The meta-schemas that the validator brings along, by URL, for schemas that refer to them. */
export async function metaSchemas(): Promise<Map<string, unknown>> {
  const found = new Map<string, unknown>();
  for (const uri of getAllRegisteredSchemaUris()) {
    if (/json-schema\.org\/(?:draft\/2020-12|draft-0[47])\//.test(uri)) {
      found.set(uri, toSchema(await getSchema(uri), { includeDialect: 'always' }));
    }
  }
  return found;
}

let schemas = 0;

/** Judges by JSON Schemas as they are written, each in its own dialect, with a foreign validator's own reading. */
export class NativeJudge {
  readonly #dialect: NativeDialect;
  readonly #remotes: ReadonlyMap<string, unknown>;
  readonly #registered: string[] = [];

  /** `remotes` are schemas that references may name, by URL. `close` must be called before the next judge is made. */
  constructor(dialect: NativeDialect, remotes: ReadonlyMap<string, unknown>) {
    this.#dialect = dialect;
    this.#remotes = remotes;
    for (const [uri, schema] of remotes) {
      if (hasSchema(uri)) continue;
      try {
        registerSchema(schema as never, uri, META_SCHEMAS[dialect]);
        this.#registered.push(uri);
      } catch {
        // Of a dialect that is not judged here.
      }
    }
  }

  close(): void {
    for (const uri of this.#registered) unregisterSchema(uri);
  }

  /** By @hyperjump/json-schema. Rejects where it cannot use the schema. */
  async first(schema: unknown, value: unknown): Promise<boolean> {
    const uri = `https://native.test/${schemas++}`;
    registerSchema(schema as never, uri, META_SCHEMAS[this.#dialect]);
    try {
      return await this.firstByUri(uri, value);
    } finally {
      unregisterSchema(uri);
    }
  }

  /** By @hyperjump/json-schema, for one of the remotes. */
  async firstByUri(uri: string, value: unknown): Promise<boolean> {
    const judge = await validate(uri);
    return judge(value as never).valid;
  }

  /** By @cfworker/json-schema. Rejects where it cannot use the schema. */
  async second(schema: unknown, value: unknown): Promise<boolean> {
    const draft = ({ '2020-12': '2020-12', '2019-09': '2019-09', 'draft-07': '7', 'draft-04': '4' } as const)[
      this.#dialect
    ];
    const validator = new Validator(structuredClone(schema) as ForeignSchema, draft);
    for (const [uri, remote] of this.#remotes) {
      if (!isObject(remote)) continue;
      try {
        validator.addSchema(structuredClone(remote) as ForeignSchema, uri);
      } catch {
        // Known under its own identifier.
      }
    }
    return validator.validate(value).valid;
  }
}

/** A copy in which references to documents that nobody has ask for nothing. */
export function withoutForeignReferences(schema: unknown, base: string, known: ReadonlySet<string>): unknown {
  if (Array.isArray(schema)) return schema.map((item) => withoutForeignReferences(item, base, known));
  if (!isObject(schema)) return schema;
  const id = typeof schema['$id'] === 'string' ? schema['$id'] : schema['id'];
  const here = typeof id === 'string' && URL.canParse(id, base) ? new URL(id, base).href : base;
  const reference = schema['$ref'];
  if (typeof reference === 'string' && !reference.startsWith('#')) {
    const target = URL.canParse(reference, here) ? new URL(reference, here).href.split('#')[0]! : '';
    if (!known.has(target)) return {};
  }
  return Object.fromEntries(
    Object.entries(schema).map(([key, member]) => [key, withoutForeignReferences(member, here, known)]),
  );
}
