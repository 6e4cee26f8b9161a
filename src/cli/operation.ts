import { StandinError } from '../errors.ts';
import type { Api, Operation } from '../model/index.ts';
import { nearest } from './nearest.ts';

const shown = 8;

/** By operationId or `GET /users/{id}`; one that is not there is an error that names the nearest. */
export async function findOperation(api: Api, name: string): Promise<Operation> {
  const found = api.operation(name) ?? api.operation(normal(name));
  if (found) return found;
  const names = api.operations.flatMap(({ id, method, path }) => [id, `${method} ${path}`]);
  const near = await nearest(normal(name), names);
  const hint = near ? `Did you mean ${near}?` : someOperations(api);
  throw new StandinError(
    `Failed to find the operation ${name}: ${titleOf(api)} has none of that name. ${hint}`,
    {
      code: 'unknown-operation',
    },
  );
}

/** The operation of an api that has but one. */
export function onlyOperation(api: Api): Operation {
  const [only, ...others] = api.operations;
  if (only && others.length === 0) return only;
  throw new StandinError(`Failed to choose an operation: none is named. ${someOperations(api)}`, {
    code: 'missing-operation',
  });
}

function someOperations({ operations }: Api): string {
  if (operations.length === 0) return 'The description has no operations.';
  const names = operations.slice(0, shown).map(({ id }) => (id.includes(' ') ? `"${id}"` : id));
  const more = operations.length - names.length;
  return `Name one: ${names.join(', ')}${more > 0 ? ` or one of ${more} more` : ''}.`;
}

function titleOf({ title }: Api): string {
  return title || 'the description';
}

/** `get /users` and `/users` are readily understood. */
function normal(name: string): string {
  const match = /^(?:([a-z]+)\s+)?(\/.*)$/i.exec(name.trim());
  return match ? `${match[1]?.toUpperCase() ?? 'GET'} ${match[2]}` : name;
}
