import type { Operation } from '../../model/index.ts';
import { PREFERENCE_KEYS } from '../prefer.ts';
import { declaredProperties, partOf, typesOf } from '../schema-shape.ts';

/** Which names in the query are accounted for. */
export function queryNames(operation: Operation): (name: string) => boolean {
  const names = new Set<string>(PREFERENCE_KEYS);
  const prefixes: string[] = [];
  let open = false;
  for (const parameter of operation.parameters) {
    if (parameter.in === 'querystring') open = true;
    if (parameter.in !== 'query') continue;
    const schema = parameter.schema?.for('request');
    const part = schema && partOf(schema);
    names.add(parameter.name);
    if (parameter.style === 'deepObject') prefixes.push(`${parameter.name}[`);
    else if (parameter.explode && part && typesOf(part)?.has('object')) {
      const members = declaredProperties(part);
      for (const name of members.names) names.add(name);
      open ||= members.open;
    }
  }
  for (const { schemes } of operation.security) {
    for (const { scheme } of schemes)
      if (scheme.in === 'query' && scheme.parameter) names.add(scheme.parameter);
  }
  return (name) => open || names.has(name) || prefixes.some((prefix) => name.startsWith(prefix));
}
