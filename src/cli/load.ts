import { buffer } from 'node:stream/consumers';
import type { LoadOptions } from '../document/index.ts';
import { StandinError } from '../errors.ts';
import type { Api, Operation } from '../model/index.ts';
import { nearest } from './nearest.ts';
import { embeddedDefault } from './package.ts';
import type { CommonFlags } from './command.ts';

export function loadOptions(flags: CommonFlags): LoadOptions {
  return {
    allowRemoteRefs: flags.allowRemoteRefs,
    maxBytes: flags.maxBytes,
    readStandardInput: async () => new Uint8Array(await buffer(process.stdin)),
  };
}

/** The api of a source, the embedded default where none is named. */
export async function loadSource(source: string | undefined, flags: CommonFlags): Promise<Api> {
  const { loadApi } = await import('../model/index.ts');
  return loadApi(source ?? embeddedDefault(), loadOptions(flags));
}

/** By operationId or `GET /users/{id}`; one that is not there is an error that names the nearest. */
export function findOperation(api: Api, name: string): Operation {
  const found = api.operation(name);
  if (found) return found;
  const names = api.operations.flatMap(({ id, method, path }) => [id, `${method} ${path}`]);
  const near = nearest(name, names);
  throw new StandinError(
    `Failed to find the operation ${name}: ${api.title} has none of that name. ` +
      (near
        ? `Did you mean ${near}?`
        : `It has ${api.operations.length}; see standin mock --verbose for a list.`),
    { code: 'unknown-operation' },
  );
}
