import { type Found, isObject, type RawDocument, type RawObject } from './raw-document.ts';

/** An operation as it stands in a description, references not yet followed. */
export interface RawOperation {
  /** Upper-case. */
  readonly method: string;
  /** The key of `paths`. */
  readonly path: string;
  readonly found: Found;
  readonly pathItem: Found;
}

/** What a message's body or header may hold. */
export interface RawContent {
  /** As written; `*` + `/*` where the description leaves it open. */
  readonly type: string;
  readonly schema: Found | undefined;
  readonly itemSchema: Found | undefined;
  /** The Media Type Object, or for Swagger 2.0 the response. */
  readonly found: Found;
}

export interface RawHeader {
  readonly name: string;
  readonly required: boolean;
  readonly explode: boolean;
  readonly schema: Found | undefined;
  /** Media type of `content`, where that is used. */
  readonly contentType: string | undefined;
  /** Swagger 2.0. */
  readonly collectionFormat: string | undefined;
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'];

/** Every operation below `paths`, in the document's order. */
export function listOperations(document: RawDocument): RawOperation[] {
  const paths = document.get(document.entry, 'paths');
  if (!isObject(paths?.value)) return [];
  const operations: RawOperation[] = [];
  for (const path of Object.keys(paths.value)) {
    if (!path.startsWith('/')) continue;
    for (const pathItem of pathItems(document, document.child(paths, path))) {
      for (const operation of operationsOf(document, path, pathItem)) {
        const known = operations.some((one) => one.path === path && one.method === operation.method);
        if (!known) operations.push(operation);
      }
    }
  }
  return operations;
}

/** A path item and what its `$ref` names: fields beside it count first. */
function pathItems(document: RawDocument, found: Found | undefined): Found[] {
  const target = document.follow(found);
  const items = found && target && target !== found ? [found, target] : [found];
  return items.filter((item): item is Found => isObject(item?.value));
}

function operationsOf(document: RawDocument, path: string, pathItem: Found): RawOperation[] {
  const operations: RawOperation[] = [];
  for (const key of Object.keys(pathItem.value as RawObject)) {
    if (key === 'query' && document.version.startsWith('3.1')) continue;
    const found = METHODS.includes(key) ? document.follow(document.child(pathItem, key)) : undefined;
    if (isObject(found?.value)) operations.push({ method: key.toUpperCase(), path, found, pathItem });
  }
  const more = document.child(pathItem, 'additionalOperations');
  for (const key of isObject(more?.value) ? Object.keys(more.value) : []) {
    const found = document.get(more!, key);
    if (isObject(found?.value)) operations.push({ method: key, path, found, pathItem });
  }
  return operations;
}

/** Parameters of the operation and of its path, followed; the operation's own win. */
export function parametersOf(document: RawDocument, operation: RawOperation): Found[] {
  const parameters = new Map<string, Found>();
  for (const owner of [operation.pathItem, operation.found]) {
    const list = document.get(owner, 'parameters');
    for (const index of Array.isArray(list?.value) ? list.value.keys() : []) {
      const parameter = document.get(list!, index);
      if (!isObject(parameter?.value)) continue;
      parameters.set(`${String(parameter.value['in'])} ${String(parameter.value['name'])}`, parameter);
    }
  }
  return [...parameters.values()];
}

/** The statuses that are documented, as written but with `XX` in capitals. */
export function statusesOf(document: RawDocument, operation: RawOperation): string[] {
  const responses = document.get(operation.found, 'responses');
  if (!isObject(responses?.value)) return [];
  return Object.keys(responses.value)
    .filter((status) => /^(?:[1-5](?:\d\d|XX)|default)$/i.test(status))
    .map((status) => (status === 'default' ? status : status.toUpperCase()));
}

/** The response object for a status: the exact one, else its range, else the default. */
export function responseFor(
  document: RawDocument,
  operation: RawOperation,
  status: number,
): Found | undefined {
  const responses = document.get(operation.found, 'responses');
  if (!responses) return undefined;
  const range = String(status)[0];
  for (const key of [String(status), `${range}XX`, `${range}xx`, 'default']) {
    const response = document.get(responses, key);
    if (response) return response;
  }
  return undefined;
}

/** What the response may carry; undefined where the description says nothing at all about a body. */
export function contentOf(
  document: RawDocument,
  operation: RawOperation,
  response: Found,
): RawContent[] | undefined {
  if (document.family === '2.0') return legacyContent(document, operation, response);
  return contentMap(document, document.get(response, 'content'));
}

export function contentMap(document: RawDocument, content: Found | undefined): RawContent[] | undefined {
  if (!isObject(content?.value)) return undefined;
  return Object.keys(content.value).flatMap((type) => {
    const found = document.get(content, type);
    if (!isObject(found?.value)) return [];
    return [
      {
        type,
        found,
        schema: document.child(found, 'schema'),
        itemSchema: document.child(found, 'itemSchema'),
      },
    ];
  });
}

function legacyContent(
  document: RawDocument,
  operation: RawOperation,
  response: Found,
): RawContent[] | undefined {
  const schema = document.child(response, 'schema');
  const examples = document.get(response, 'examples');
  if (schema === undefined && !isObject(examples?.value)) return undefined;
  const produces = document.get(operation.found, 'produces') ?? document.get(document.entry, 'produces');
  const written = Array.isArray(produces?.value)
    ? produces.value.filter((type) => typeof type === 'string')
    : [];
  const exampleTypes = isObject(examples?.value)
    ? Object.keys(examples.value).filter((type) => type.includes('/'))
    : [];
  const types = written.length > 0 ? written : [...exampleTypes, '*/*'];
  return types.map((type) => ({ type, found: response, schema, itemSchema: undefined }));
}

/** Documented response headers, but for `Content-Type`, which the description's `content` decides. */
export function headersOf(document: RawDocument, response: Found): RawHeader[] {
  const headers = document.get(response, 'headers');
  if (!isObject(headers?.value)) return [];
  return Object.keys(headers.value).flatMap((name) => {
    const header = document.get(headers, name);
    if (!isObject(header?.value) || name.toLowerCase() === 'content-type') return [];
    const content = contentMap(document, document.get(header, 'content'))?.[0];
    const legacy = document.family === '2.0';
    return [
      {
        name,
        required: header.value['required'] === true,
        explode: header.value['explode'] === true,
        schema: legacy ? header : (content?.schema ?? document.child(header, 'schema')),
        contentType: content?.type,
        collectionFormat: legacy ? String(header.value['collectionFormat'] ?? 'csv') : undefined,
      },
    ];
  });
}

export function operationKey(operation: Pick<RawOperation, 'method' | 'path'>): string {
  return `${operation.method} ${operation.path}`;
}
