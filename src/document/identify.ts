import { type Dialect, isJsonObject, type JsonObject, own } from '../schema/index.ts';
import { looksLike } from './look-alike.ts';
import { Unloadable } from './unloadable.ts';

/** Something odd about the whole document. */
interface RootFault {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly pointer: string;
}

/** What the entry says about itself. */
export interface Identity {
  /** `2.0`, `3.0.3`, `3.1.0`, `3.2.0` … as written, or put right where it is a number. */
  readonly version: string;
  readonly dialect: Dialect;
  readonly faults: readonly RootFault[];
}

/** Which OpenAPI version is this? Throws Unloadable `not-openapi` or `unsupported-version`. */
export function identify(root: unknown): { root: JsonObject; identity: Identity } {
  if (!isJsonObject(root)) throw notOpenApi(looksLike(root));
  const faults: RootFault[] = [];
  const key = Object.hasOwn(root, 'openapi') ? 'openapi' : 'swagger';
  if (!Object.hasOwn(root, key)) throw notOpenApi(looksLike(root));
  const version = versionOf(root[key], key, faults);
  if (key === 'openapi' && Object.hasOwn(root, 'swagger')) {
    const message = 'The document has both `openapi` and `swagger`; it is read as OpenAPI 3.';
    faults.push({ code: 'several-versions', severity: 'error', message, pointer: '/swagger' });
  }
  noteMissing(root, version, faults);
  const dialect = dialectOfRoot(root, version, faults);
  return { root, identity: { version, dialect, faults } };
}

function versionOf(value: unknown, key: 'openapi' | 'swagger', faults: RootFault[]): string {
  const pointer = `/${key}`;
  const text = typeof value === 'number' ? value.toFixed(1) : value;
  if (typeof text !== 'string') {
    throw new Unloadable('unsupported-version', `\`${key}\` is not a string`, remedyOf(key), pointer);
  }
  const known = key === 'openapi' ? /^3\.[0-2](?:\.\d+)?(?:-\S+)?$/ : /^2\.0$/;
  const trimmed = text.trim();
  const full = key === 'swagger' && /^2(?:\.0\.0)?$/.test(trimmed) ? '2.0' : trimmed;
  if (!known.test(full)) {
    const reason = `\`${key}\` is ${JSON.stringify(value)}, which is not supported`;
    throw new Unloadable('unsupported-version', reason, remedyOf(key), pointer);
  }
  const form = key === 'openapi' ? /^3\.\d\.\d+$/ : /^2\.0$/;
  if (typeof value !== 'string' || !form.test(value)) {
    const wanted = key === 'openapi' ? `a string such as "${full.slice(0, 3)}.0"` : 'the string "2.0"';
    const message = `\`${key}\` is ${JSON.stringify(value)} and should be ${wanted}.`;
    faults.push({ code: 'version-form', severity: 'error', message, pointer });
  }
  return full;
}

function remedyOf(key: string): string {
  return key === 'openapi'
    ? 'Write a version from 3.0.0 to 3.2.x.'
    : 'Write `swagger: "2.0"`, or `openapi` with a version from 3.0.0 to 3.2.x.';
}

function notOpenApi(look: string): Unloadable {
  return new Unloadable(
    'not-openapi',
    `it is not an OpenAPI document: ${look}`,
    'Name a file with `openapi: 3.x.y` or `swagger: "2.0"` at its top.',
  );
}

function noteMissing(root: JsonObject, version: string, faults: RootFault[]): void {
  const missing = (code: string, what: string) =>
    faults.push({ code, severity: 'error', message: `The document has no ${what}.`, pointer: '' });
  if (!isJsonObject(own(root, 'info'))) missing('missing-info', '`info`');
  if (isJsonObject(own(root, 'paths'))) return;
  if (/^(?:2|3\.0)/.test(version)) missing('missing-paths', '`paths`');
  else if (!Object.hasOwn(root, 'webhooks') && !Object.hasOwn(root, 'components')) {
    missing('missing-paths', '`paths`, `webhooks` or `components`');
  }
}

function dialectOfRoot(root: JsonObject, version: string, faults: RootFault[]): Dialect {
  if (version === '2.0') return 'swagger-2.0';
  if (version.startsWith('3.0')) return 'openapi-3.0';
  const named = own(root, 'jsonSchemaDialect');
  if (named === undefined) return '2020-12';
  const dialect = typeof named === 'string' ? dialectNamed(named) : undefined;
  if (dialect === undefined) {
    const message = `The dialect ${JSON.stringify(named)} is unknown; schemas are read as JSON Schema 2020-12.`;
    faults.push({ code: 'unknown-dialect', severity: 'warning', message, pointer: '/jsonSchemaDialect' });
  }
  return dialect ?? '2020-12';
}

const dialects: ReadonlyArray<readonly [RegExp, Dialect]> = [
  [/^https?:\/\/json-schema\.org\/draft\/2020-12\/schema#?$/, '2020-12'],
  [/^https?:\/\/json-schema\.org\/draft\/2019-09\/schema#?$/, '2019-09'],
  [/^https?:\/\/json-schema\.org\/draft-07\/(?:hyper-)?schema#?$/, 'draft-07'],
  [/^https?:\/\/json-schema\.org\/draft-06\/(?:hyper-)?schema#?$/, 'draft-06'],
  [/^https?:\/\/json-schema\.org\/draft-0[345]\/(?:hyper-)?schema#?$/, 'draft-04'],
  [/^https?:\/\/spec\.openapis\.org\/oas\/3\.0\//, 'openapi-3.0'],
  [/^https?:\/\/spec\.openapis\.org\/oas\/3\.[1-9]\//, '2020-12'],
];

/** Of a `$schema` or `jsonSchemaDialect`; undefined where unknown. */
export function dialectNamed(uri: string): Dialect | undefined {
  return dialects.find(([pattern]) => pattern.test(uri))?.[1];
}

/** Of a file that a document refers to: its own where it says so, else that of the file that refers to it. */
export function dialectOfFile(root: unknown, inherited: Dialect): Dialect {
  if (!isJsonObject(root)) return inherited;
  const named = own(root, '$schema');
  if (typeof named === 'string') return dialectNamed(named) ?? inherited;
  if (!Object.hasOwn(root, 'openapi') && !Object.hasOwn(root, 'swagger')) return inherited;
  try {
    return identify(root).identity.dialect;
  } catch {
    // No document that could be an entry; as a fragment it is still good.
    return inherited;
  }
}
