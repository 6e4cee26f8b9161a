import type { Operation } from '../model/index.ts';
import { requestOf, successOf } from './body.ts';
import { findEntity } from './envelope.ts';
import { showEntity } from './family.ts';
import { isKin } from './kinship.ts';
import { parameterNames } from './path-tree.ts';
import type { SingletonRole } from './resource.ts';
import { shownOf } from './role-base.ts';
import type { LazySingleton } from './singleton.ts';

const kinds: ReadonlyMap<string, SingletonRole['kind']> = new Map<string, SingletonRole['kind']>([
  ['GET', 'singleton-read'],
  ['PUT', 'singleton-replace'],
  ['PATCH', 'singleton-merge'],
  ['DELETE', 'singleton-delete'],
]);

export function singletonRole(operation: Operation, singleton: LazySingleton): SingletonRole | undefined {
  const { shown, writes } = singleton.place;
  const isPut = writes.some(({ method }) => method === 'PUT' || method === 'PATCH');
  const kind =
    operation.method === 'POST' ? (isPut ? undefined : 'singleton-merge') : kinds.get(operation.method);
  if (kind === undefined || (shown.operation !== operation && !writes.includes(operation))) return undefined;
  const answer = showEntity(operation, singleton.name);
  const ours = answer !== undefined && isKin(answer.found.facts, shown.found.facts) ? answer : undefined;
  const request = requestOf(operation);
  const sent = request && findEntity(request.facts, singleton.name);
  return {
    kind,
    singleton,
    at: sent?.at ?? '',
    operation,
    success: successOf(operation),
    shown: ours && shownOf(ours),
    parents: parameterNames(operation.path),
    within: [],
    why: `${operation.method} of one thing`,
  };
}
