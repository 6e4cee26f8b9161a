import type { Node } from '../document/index.ts';
import { formatPlace } from '../errors.ts';
import type { Operation } from '../model/index.ts';
import { parsePointer } from '../schema/index.ts';
import type { MatchDifference } from './request-match.ts';

/** So many schemas are looked into on the way. */
const MOST = 500;

/** Where the description speaks of a part of an operation's request; undefined where it does not. */
export function placeOfPart(
  operation: Operation,
  { in: where, pointer }: MatchDifference,
): string | undefined {
  const tokens = parsePointer(pointer) ?? [];
  if (where === 'body') {
    const schema = operation.requestBody?.content[0]?.schema?.node;
    const found = schema && nodeAt(schema, tokens, { left: MOST });
    return found && formatPlace(found.place());
  }
  const [name = ''] = tokens;
  const same = (other: string) =>
    where === 'header' ? other.toLowerCase() === name.toLowerCase() : other === name;
  const parameter = operation.parameters.find((each) => each.in === where && same(each.name));
  return parameter && formatPlace(parameter.node.place());
}

function nodeAt(start: Node, tokens: readonly string[], budget: { left: number }): Node | undefined {
  const node = start.follow();
  if (!node || budget.left-- <= 0) return undefined;
  const [token, ...rest] = tokens;
  if (token === undefined) return node;
  const own =
    node.get('properties')?.get(token) ??
    (/^\d+$/.test(token) ? (node.get('prefixItems')?.get(Number(token)) ?? node.get('items')) : undefined);
  const found = own && nodeAt(own, rest, budget);
  if (found) return found;
  for (const keyword of ['allOf', 'oneOf', 'anyOf']) {
    for (const part of node.get(keyword)?.items() ?? []) {
      const inside = nodeAt(part, tokens, budget);
      if (inside) return inside;
    }
  }
  const others = node.get('additionalProperties');
  return others?.object && nodeAt(others, rest, budget);
}
