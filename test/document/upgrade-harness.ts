import { upgradeSwagger } from '../../src/document/upgrade/swagger.ts';
import type { JsonObject, SchemaSource } from '../../src/schema/index.ts';

interface ToldFault {
  code: string;
  pointer: string;
  uri: string;
}

export interface Upgraded {
  root: JsonObject;
  origins: WeakMap<object, { uri: string; pointer: string }>;
  faults: ToldFault[];
}

/** Upgrades a document whose other files stand beside it in memory. */
export function upgrade(root: unknown, files: Record<string, unknown> = {}): Upgraded {
  const faults: ToldFault[] = [];
  const all: Record<string, unknown> = { 'memory:/main': root, ...files };
  const result = upgradeSwagger(
    root as JsonObject,
    'memory:/main',
    (reference, fromUri) => resolveIn(all, reference, fromUri),
    (code, _message, pointer, uri) => faults.push({ code, pointer, uri }),
  );
  return { ...result, faults };
}

function resolveIn(
  files: Record<string, unknown>,
  reference: string,
  fromUri: string,
): SchemaSource | undefined {
  const [file, fragment = ''] = new URL(reference, fromUri).href.split('#');
  const pointer = decodeURIComponent(fragment);
  const value = valueAt(files[file!], pointer);
  return value === undefined ? undefined : { value, uri: file!, pointer };
}

/** What stands at a JSON Pointer; undefined where nothing does. */
export function valueAt(root: unknown, pointer: string): unknown {
  let value = root;
  for (const token of pointer.split('/').slice(1)) {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as JsonObject)[key];
  }
  return value;
}

/** `GET /x` of a document that has nothing else. */
export function withOperation(operation: unknown, rest: object = {}): JsonObject {
  return {
    swagger: '2.0',
    info: { title: 't', version: '1' },
    ...rest,
    paths: { '/x': { post: { responses: { 200: { description: 'ok' } }, ...(operation as object) } } },
  };
}

/** The operation of `withOperation`, upgraded. */
export function upgradedOperation(
  operation: unknown,
  rest: object = {},
  files: Record<string, unknown> = {},
): JsonObject {
  const { root } = upgrade(withOperation(operation, rest), files);
  return valueAt(root, '/paths/~1x/post') as JsonObject;
}
