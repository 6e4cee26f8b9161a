import { responseForStatus } from '../../http/index.ts';
import { type Entity, fillTemplate, keyParts } from '../../state/index.ts';
import type { Turn } from './turn.ts';

/** Where a new entity is found, if the answer documents that it says so and there is such a place. */
export function locationHeader(
  { role, request, space, state }: Turn,
  status: number,
  entity: Entity,
): Readonly<Record<string, string>> {
  const response = responseForStatus(role.operation.responses, status);
  const header = response?.headers.find(({ name }) => name.toLowerCase() === 'location');
  if (!header) return {};
  const template = itemPath(state, space);
  if (template === undefined) return {};
  const path = fillTemplate(template, [...space.parents, ...(entity.key === '' ? [] : keyParts(entity.key))]);
  const end = request.url.indexOf(request.path, request.url.indexOf('://') + 3);
  const base = end < 0 ? '' : request.url.slice(0, end);
  const schema = header.schema?.for('response');
  const forms = [`${base}${path}`, path];
  const fitting = schema ? forms.find((form) => schema.accepts(form)) : forms[0];
  return fitting === undefined ? {} : { location: fitting };
}

function itemPath({ resources }: Turn['state'], { collection, parents }: Turn['space']): string | undefined {
  for (const operation of collection.operations) {
    const role = resources.role(operation);
    if (role?.kind !== 'read' && role?.kind !== 'replace' && role?.kind !== 'merge') continue;
    if (role.within.length === 0 && role.parents.length === parents.length) return operation.path;
  }
  return undefined;
}
