import type { Api } from '../model/index.ts';
import type { ResourceCorrections } from '../resource/index.ts';

/**
 * The configuration's corrections for one of several descriptions: those that name a path of it, and those that name
 * none of any, which are then refused there.
 */
export function correctionsFor(
  api: Api,
  { resources = {} }: { readonly resources?: ResourceCorrections },
  apis: readonly { readonly api: Api }[],
): ResourceCorrections {
  if (apis.length < 2) return resources;
  const mine = Object.entries(resources).filter(
    ([name]) => names(api, name) || !apis.some((other) => names(other.api, name)),
  );
  return Object.fromEntries(mine);
}

/** `/users` and `POST /users` of a description with `/users/{id}`. */
function names({ operations }: Api, name: string): boolean {
  const path = name.slice(name.indexOf('/'));
  return operations.some((operation) => operation.path === path || operation.path.startsWith(`${path}/`));
}
