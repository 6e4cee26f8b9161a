import { type Api, loadApi, type Operation } from '../model/index.ts';
import { type JsonObject, setOwn } from '../schema/index.ts';
import type { Interaction, Pact } from './pact.ts';

/** Methods that a path of a description has a member for; others are `additionalOperations` (OpenAPI 3.2). */
const FIXED = /^(?:GET|PUT|POST|DELETE|OPTIONS|HEAD|PATCH|TRACE|QUERY)$/;

export interface PactOperations {
  readonly api: Api;
  operationOf(interaction: Interaction): Operation;
}

/** A description of nothing but what pacts ask for: an operation for each method and path, with the statuses of its answers. */
export async function operationsOf(pacts: readonly Pact[]): Promise<PactOperations> {
  const paths: Record<string, JsonObject> = Object.create(null);
  for (const { request, response } of pacts.flatMap(({ interactions }) => interactions)) {
    const item = (paths[templateOf(request.path)] ??= {});
    const isFixed = FIXED.test(request.method);
    const parent = isFixed ? item : member(item, 'additionalOperations');
    const operation = member(parent, isFixed ? request.method.toLowerCase() : request.method);
    setOwn(member(operation, 'responses'), String(response.status ?? 'default'), { description: '' });
  }
  const api = await loadApi({
    openapi: '3.2.0',
    info: { title: titleOf(pacts), version: '1' },
    paths: { ...paths },
  });
  return {
    api,
    operationOf: ({ request }) => api.operation(`${request.method} ${templateOf(request.path)}`)!,
  };
}

/** Longer ones are no paths of a description; the first characters stand for them. */
const LONGEST = 1_000;

/** A literal path as a template: braces would be parameters. */
function templateOf(path: string): string {
  const whole = path.startsWith('/') ? path : `/${path}`;
  return whole.replaceAll('{', '%7B').replaceAll('}', '%7D').slice(0, LONGEST);
}

function member(object: JsonObject, name: string): JsonObject {
  if (!Object.hasOwn(object, name)) setOwn(object, name, {});
  return object[name] as JsonObject;
}

/** For people. */
export function titleOf(pacts: readonly Pact[]): string {
  const [first] = pacts;
  return first && pacts.length === 1
    ? `the pact of ${first.consumer} with ${first.provider}`
    : `${pacts.length} pacts`;
}
