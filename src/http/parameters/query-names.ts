import type { Operation } from '../../model/index.ts';
import { PREFERENCE_KEYS } from '../prefer.ts';
import { declaredProperties, partOf, typesOf } from '../schema-shape.ts';

/** Which names in the query are accounted for. */
export function queryNames(operation: Operation): (name: string) => boolean {
  const names = new Set<string>(PREFERENCE_KEYS);
  const prefixes: string[] = [];
  /** Of lists, whose items may be numbered or bracketed. */
  const lists = new Set<string>();
  let open = false;
  for (const parameter of operation.parameters) {
    if (parameter.in === 'querystring') open = true;
    if (parameter.in !== 'query') continue;
    const schema = parameter.schema?.for('request');
    const part = schema && partOf(schema);
    const types = part && typesOf(part);
    const isDeep = parameter.style === 'deepObject';
    // The members of an exploded object stand for themselves, and its own name for none of them.
    const scattered = !isDeep && parameter.explode && types?.has('object') ? part : undefined;
    if (scattered === undefined || (types && types.size > 1)) names.add(parameter.name);
    if (!isDeep && parameter.explode && types?.has('array')) lists.add(parameter.name.replace(/\[\]$/, ''));
    if (isDeep) prefixes.push(`${parameter.name}[`);
    if (scattered) {
      const members = declaredProperties(scattered);
      for (const name of members.names) names.add(name);
      open ||= members.open;
    }
  }
  for (const { schemes } of operation.security) {
    for (const { scheme } of schemes)
      if (scheme.in === 'query' && scheme.parameter) names.add(scheme.parameter);
  }
  return (name) =>
    open ||
    names.has(name) ||
    prefixes.some((prefix) => name.startsWith(prefix)) ||
    (lists.size > 0 && lists.has(name.replace(/\[\d*\]$/, '')));
}
