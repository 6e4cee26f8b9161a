import type { Operation } from '../model/index.ts';
import type { Family } from './family.ts';
import { plainName } from './naming.ts';
import type { Selection } from './resource.ts';

const kinds: ReadonlyMap<string, Selection['kind']> = new Map<string, Selection['kind']>([
  ['fields', 'fields'],
  ['field', 'fields'],
  ['select', 'fields'],
  ['only', 'fields'],
  ['attributes', 'fields'],
  ['properties', 'fields'],
  ['attributestoretrieve', 'fields'],
  ['omit', 'omit'],
  ['exclude', 'omit'],
  ['excludefields', 'omit'],
  ['include', 'include'],
  ['includes', 'include'],
  ['expand', 'include'],
  ['expands', 'include'],
  ['embed', 'include'],
  ['populate', 'include'],
]);

/** The query parameters that choose which members are shown. One that names a member is a filter instead. */
export function selectionsOf(operation: Operation, { views }: Family): readonly Selection[] {
  return operation.parameters.flatMap((parameter) => {
    if (parameter.in !== 'query') return [];
    const kind = kinds.get(plainName(parameter.name.replace(/^\$/, '').replace(/\[[^\]]*\]$/, '')));
    if (kind === undefined || views.some((view) => view.has(parameter.name))) return [];
    return [{ kind, parameter }];
  });
}
