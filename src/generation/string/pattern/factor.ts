import { alt, EMPTY, type Node, seq } from './node.ts';

/** Fewer alternatives are read one by one. */
const MANY = 8;

/** With what many alternatives begin with in front of them, once: lists of words become trees of letters. */
export function factored(node: Node): Node {
  switch (node.kind) {
    case 'alt':
      return node.items.length < MANY ? alt(node.items.map(factored)) : byHead(node.items);
    case 'seq':
      return seq(node.items.map(factored));
    case 'loop':
    case 'group':
      return { ...node, item: factored(node.item) };
    default:
      return node;
  }
}

function byHead(items: readonly Node[]): Node {
  const groups = new Map<string, { head: Node; rests: Node[] }>();
  const others: Node[] = [];
  for (const item of items) {
    const head = item.kind === 'seq' ? item.items[0]! : item;
    if (head.kind !== 'set') {
      others.push(factored(item));
      continue;
    }
    const key = head.set.join();
    const rest = item.kind === 'seq' ? seq(item.items.slice(1)) : EMPTY;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { head, rests: [rest] });
    else group.rests.push(rest);
  }
  const parts = [...groups.values()].map(({ head, rests }) =>
    seq([head, rests.length < MANY ? alt(rests) : byHead(rests)]),
  );
  return alt([...parts, ...others]);
}
