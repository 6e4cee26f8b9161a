import { StandinError } from '../errors.ts';
import type { Api, Operation } from '../model/index.ts';
import { didYouMean } from './did-you-mean.ts';

/** By operationId, or as `GET /users/{id}`. Throws StandinError `unknown-operation` that names the nearest. */
export function operationNamed(api: Api, name: string): Operation {
  const match = /^([a-z]+) +(\/.*)$/i.exec(name);
  const operation = api.operation(match ? `${match[1]!.toUpperCase()} ${match[2]}` : name);
  if (operation) return operation;
  const names = api.operations.map(({ id, method, path }) => (match ? `${method} ${path}` : id));
  throw new StandinError(
    `Failed to find the operation ${name}: ${titleOf(api)} has none of that name${didYouMean(name, names)}.`,
    { code: 'unknown-operation', place: api.document.root.place() },
  );
}

/** The description's file, else its title. */
export function titleOf(api: Api): string {
  return api.document.root.place().file || api.title || 'the description';
}
