import type { Node } from '../document/index.ts';
import { escapeToken, type Violation } from '../schema/index.ts';

/** A violation of what is not a schema's business; `key` is the member of the node that is broken. */
export function violationOf(
  where: Violation['in'],
  pointer: string,
  keyword: string,
  message: string,
  node: Node,
  key = '',
): Violation {
  const schemaPointer = key === '' ? node.pointer : `${node.pointer}/${escapeToken(key)}`;
  return { in: where, pointer, message, keyword, schemaPointer, schemaUri: node.uri };
}

/** The pointer of a parameter, before what is below it. */
export function parameterPointer(name: string): string {
  return `/${escapeToken(name)}`;
}
