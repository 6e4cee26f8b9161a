import { Unloadable } from './unloadable.ts';

/**
 * Refuses a value, handed in by a program, that holds itself or is nested too deep: whoever walks it could not end.
 * Looks at each object once. Throws Unloadable `too-deep`.
 */
export function checkNesting(value: object, maxDepth: number): void {
  // Levels below an object; 0 while it is being looked at.
  const heights = new Map<object, number>();
  const open: Array<{ value: object; children: object[]; height: number }> = [];
  const enter = (next: object) => {
    heights.set(next, 0);
    const children = Object.values(next).filter((child) => typeof child === 'object' && child !== null);
    open.push({ value: next, children, height: 1 });
  };
  enter(value);
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    const child = top.children.pop();
    const known = child === undefined ? undefined : heights.get(child);
    if (known === 0) throw tooDeep('it holds itself');
    if (child !== undefined && known === undefined) {
      enter(child);
    } else if (child !== undefined) {
      top.height = Math.max(top.height, known! + 1);
    } else {
      open.pop();
      heights.set(top.value, top.height);
      const parent = open.at(-1);
      if (parent !== undefined) parent.height = Math.max(parent.height, top.height + 1);
    }
    if (open.length > maxDepth || top.height > maxDepth) {
      throw tooDeep(`it is nested deeper than ${maxDepth} levels`);
    }
  }
}

function tooDeep(reason: string): Unloadable {
  return new Unloadable('too-deep', reason, 'Hand in the document before its references are replaced.');
}
