import type { CharSet } from './charset.ts';
import type { Node } from './node.ts';

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
      if (behind) throw new NotRegular();
      if (node.behind) found.lookbehinds.push(node.item);
      survey(node.item, found, node.behind);
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
