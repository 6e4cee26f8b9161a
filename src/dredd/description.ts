import { parsePathTemplate } from '../model/index.ts';
import type { JsonObject } from '../schema/index.ts';
import type { Transaction } from './transactions.ts';

/** A description that Dredd reads without a complaint, and how its transactions are told apart. */
export interface DreddDescription {
  /** OpenAPI 3.0.3. */
  readonly document: JsonObject;
  /** For each transaction, in order: method, path, status and type as Dredd compiles them, joined by spaces. */
  readonly keys: readonly string[];
}

/** Those of OpenAPI 3.0; another is sent all the same, in place of the one that is written here. */
const knownMethods = new Set(['GET', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH', 'TRACE']);

/**
 * The smallest description with these transactions. It has what Dredd needs to find them and nothing that its parser
 * refuses or reads otherwise: what is sent and expected is put in when a transaction's turn comes.
 */
export function describeForDredd(transactions: readonly Transaction[]): DreddDescription {
  const paths: Record<string, Record<string, JsonObject>> = {};
  const written = new Map<string, string>();
  const keys: string[] = [];
  for (const { occasion, status, mediaType } of transactions) {
    const { operation } = occasion;
    const method = knownMethods.has(operation.method) ? operation.method : 'POST';
    // Two methods that both stand as POST are no two operations of one path.
    const own = `${operation.path} ${method === operation.method ? '' : operation.method}`.trim();
    let path = written.get(own);
    if (path === undefined) written.set(own, (path = unlike(safePath(own), paths)));
    paths[path] ??= { parameters: parametersOf(path) as unknown as JsonObject };
    const item = paths[path]!;
    const responses = ((item[method.toLowerCase()] ??= { responses: {} })['responses'] ??= {}) as Record<
      string,
      JsonObject
    >;
    const response = (responses[status] ??= { description: '' });
    const type = safeType(mediaType?.type);
    if (type !== undefined) ((response['content'] ??= {}) as JsonObject)[type] = {};
    keys.push([method, path, status, ...(type === undefined ? [] : [type])].join(' '));
  }
  return { document: { openapi: '3.0.3', info: { title: 'Prepared', version: '1' }, paths }, keys };
}

/** A URI template of the kind that Dredd's parsers read: plain names, and nothing else that is special. */
function safePath(path: string): string {
  let count = 0;
  const segments = parsePathTemplate(path).segments.map((segment) =>
    segment
      .map((piece) =>
        typeof piece === 'string'
          ? encodeURIComponent(piece).replaceAll('%', '.')
          : `{${/^\w+$/.test(piece.name) ? piece.name : `p${++count}`}}`,
      )
      .join(''),
  );
  return `/${segments.join('/')}`;
}

function unlike(path: string, paths: object): string {
  let name = path;
  for (let count = 2; Object.hasOwn(paths, name); count++) name = `${path}.${count}`;
  return name;
}

function parametersOf(path: string): JsonObject[] {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);
  return [...new Set(names)].map((name) => ({ name, in: 'path', required: true, example: 'x' }));
}

/** Dredd reads a range or a type that is none as one; the real one is put in later. */
function safeType(type: string | undefined): string | undefined {
  if (type === undefined) return undefined;
  return /^[\w.+-]+\/[\w.+-]+$/.test(type)
    ? type
    : `application/x.${encodeURIComponent(type).replaceAll(/[^\w]/g, '.')}`;
}
