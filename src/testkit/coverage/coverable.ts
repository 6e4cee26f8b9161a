import type { Api, Operation } from '../../model/index.ts';
import type { Direction } from '../../schema/index.ts';
import { describedMembers } from './members.ts';

/** What a suite can touch of one operation. Plain data, as it goes from a worker to the reporter. */
export interface CoverableOperation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  /** Parameters and members of bodies: `query limit`, `body address.city`. */
  readonly request: readonly string[];
  /** By the documented status: members of bodies. */
  readonly responses: Readonly<Record<string, readonly string[]>>;
}

export function coverableOperations(api: Api): CoverableOperation[] {
  return api.operations.map(coverable);
}

export function coverable(operation: Operation): CoverableOperation {
  const { id, method, path, parameters, requestBody, responses } = operation;
  const sent = parameters.map((parameter) => `${parameter.in} ${parameter.name}`);
  const written = members(requestBody?.content ?? [], 'request').map((name) => `body ${name}`);
  return {
    id,
    method,
    path,
    request: [...sent, ...(requestBody && written.length === 0 ? ['body'] : written)],
    responses: Object.fromEntries(
      responses.map(({ status, content }) => [status, members(content, 'response')]),
    ),
  };
}

/** Of all media types together: a suite rarely asks for each. */
function members(content: Operation['responses'][number]['content'], direction: Direction): string[] {
  const named = content.flatMap(({ schema }) => (schema ? describedMembers(schema, direction) : []));
  return [...new Set(named)];
}
