import { readdirSync, readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { sharedPath } from '../support/corpus.ts';
import { isObject, type RawDocument, type RawObject } from '../support/raw-document.ts';
import { parametersOf, type RawOperation } from '../support/raw-operation.ts';

/** An operation with everything in it that a client or a server can depend on, and nothing else. */
export interface OperationFacts {
  readonly operationId: unknown;
  readonly tags: unknown;
  readonly security: unknown;
  readonly servers: unknown;
  readonly parameters: unknown;
  readonly requestBody: unknown;
  readonly responses: unknown;
}

/** The operations that the documentation pages hold: method, path, and the operation with its schemas written out. */
export function pageOperations(): Array<{ method: string; path: string; operation: RawObject }> {
  const folder = sharedPath('seeds/');
  const pages = readdirSync(folder).filter((name) => name.endsWith('.api.mdx'));
  return pages.sort().map((name) => {
    const text = readFileSync(`${folder}${name}`, 'utf8');
    const coded = /^api: (\S+)$/m.exec(text)?.[1] ?? '';
    const operation = JSON.parse(inflateSync(Buffer.from(coded, 'base64')).toString('utf8')) as RawObject;
    return { method: String(operation['method']).toUpperCase(), path: String(operation['path']), operation };
  });
}

/** Of an operation that stands in a document. */
export function documentFacts(document: RawDocument, operation: RawOperation): OperationFacts {
  const root = document.entry.value as RawObject;
  const written = operation.found.value as RawObject;
  const parameters = parametersOf(document, operation).map(({ value }) => value);
  return facts(
    { ...written, parameters, security: written['security'] ?? root['security'], servers: root['servers'] },
    (value) => resolveLocal(root, value),
  );
}

/** Of an operation that is written out whole. */
export function pageFacts(operation: RawObject): OperationFacts {
  return facts(operation, (value) => value);
}

function facts(operation: RawObject, follow: (value: unknown) => unknown): OperationFacts {
  const parameters = (operation['parameters'] ?? []) as RawObject[];
  const body = follow(operation['requestBody']);
  const responses = Object.entries(operation['responses'] as RawObject).map(([status, response]) => {
    const { content, headers = {} } = follow(response) as RawObject;
    return [status, { content: contentFacts(content, follow), headers }] as const;
  });
  return {
    operationId: operation['operationId'],
    tags: operation['tags'],
    security: operation['security'],
    servers: (operation['servers'] as RawObject[]).map(({ url }) => url),
    parameters: parameters
      .map(({ name, in: place, required = false, schema, style, explode }) => {
        return { name, place, required, style, explode, schema: schemaFacts(schema, follow) };
      })
      .sort((a, b) => String(a.name).localeCompare(String(b.name))),
    requestBody: isObject(body) && {
      required: body['required'] === true,
      content: contentFacts(body['content'], follow),
    },
    responses: Object.fromEntries(responses.sort(([a], [b]) => a.localeCompare(b))),
  };
}

function contentFacts(content: unknown, follow: (value: unknown) => unknown): unknown {
  if (!isObject(content)) return undefined;
  return Object.fromEntries(
    Object.entries(content).map(([type, media]) => [
      type,
      schemaFacts((media as RawObject)['schema'], follow),
    ]),
  );
}

const WORDS = new Set(['title', 'description', 'example']);
const MAPS = new Set(['properties', 'patternProperties']);

/** A schema with its references written out and its words left out; `required` has no order. */
function schemaFacts(written: unknown, follow: (value: unknown) => unknown): unknown {
  const schema = follow(written);
  if (Array.isArray(schema)) return schema.map((item) => schemaFacts(item, follow));
  if (!isObject(schema)) return schema;
  const keywords = Object.entries(schema).filter(
    ([keyword]) => !WORDS.has(keyword) && !keyword.startsWith('x-'),
  );
  return Object.fromEntries(
    keywords.map(([keyword, value]) => {
      if (keyword === 'required' && Array.isArray(value)) return [keyword, [...value].sort()];
      if (keyword === 'enum') return [keyword, value];
      if (!MAPS.has(keyword) || !isObject(value)) return [keyword, schemaFacts(value, follow)];
      return [
        keyword,
        Object.fromEntries(
          Object.entries(value).map(([name, member]) => [name, schemaFacts(member, follow)]),
        ),
      ];
    }),
  );
}

function resolveLocal(root: RawObject, value: unknown): unknown {
  let current = value;
  while (isObject(current) && typeof current['$ref'] === 'string') {
    const tokens = current['$ref'].split('/').slice(1);
    current = tokens.reduce<unknown>(
      (at, token) => (at as RawObject)[token.replaceAll('~1', '/').replaceAll('~0', '~')],
      root,
    );
  }
  return current;
}
