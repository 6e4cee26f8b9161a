import type { CharSet } from './charset.ts';
import { alt, EMPTY, loop, type Node, seq } from './node.ts';

/** What an automaton cannot tell, such as back-references. */
export class NotRegular extends Error {}

export interface Findings {
  readonly sets: CharSet[];
  boundaries: boolean;
  readonly lookbehinds: Node[];
}

/** What of a tree the automaton has to know beforehand. Throws NotRegular. */
export function survey(node: Node, found: Findings, behind: boolean): void {
  switch (node.kind) {
    case 'set':
      found.sets.push(node.set);
      break;
    case 'seq':
    case 'alt':
      for (const item of node.items) survey(item, found, behind);
      break;
    case 'loop':
    case 'group':
      survey(node.item, found, behind);
      break;
    case 'end':
      // What follows is not known yet where a lookbehind is read.
      if (behind) throw new NotRegular();
      break;
    case 'boundary':
      if (behind) throw new NotRegular();
      found.boundaries = true;
      break;
    case 'look':
      if (behind && !node.behind) throw new NotRegular();
      survey(node.item, found, node.behind);
      // Those inside come first: whether they hold is known when this one is asked.
      if (node.behind) found.lookbehinds.push(node.item);
      break;
    case 'back':
      throw new NotRegular();
    default:
  }
}

/** Can an automaton read it? */
export function isRegular(node: Node): boolean {
  try {
    survey(node, { sets: [], boundaries: false, lookbehinds: [] }, false);
    return true;
  } catch {
    return false;
  }
}

/** A tree that an automaton can read and that matches all that this one matches, and perhaps more. */
export function relaxed(node: Node, any: Node): Node {
  if (isRegular(node)) return node;
  switch (node.kind) {
    case 'seq':
      return seq(node.items.map((item) => relaxed(item, any)));
    case 'alt':
      return alt(node.items.map((item) => relaxed(item, any)));
    case 'loop':
      return loop(relaxed(node.item, any), node.from, node.to);
    case 'group':
      return relaxed(node.item, any);
    case 'look':
      // What must not follow may only be asked for as it is.
      return node.behind || node.negate ? EMPTY : { ...node, item: relaxed(node.item, any) };
    default:
      return any;
  }
}
