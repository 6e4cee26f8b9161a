import { EVENT_ID } from 'js-yaml';
import { Unloadable } from './unloadable.ts';
import type { YamlEvents } from './yaml-events.ts';

/** Values that a file's aliases may add to those that it holds. */
const maxExpanded = 1_000_000;

interface Extent {
  /** Values, with those that aliases in it stand for. */
  size: number;
  /** Levels of nesting, with those of aliases in it. */
  height: number;
  readonly anchor: string | undefined;
}

/**
 * Refuses aliases that make a circle, that multiply ("billion laughs") or that nest too deep: whoever walks the
 * value could not end. Throws Unloadable `cyclic-alias`, `too-large` or `too-deep`.
 */
export function checkAliases(read: YamlEvents, maxDepth: number): void {
  const { events, text } = read;
  const closed = new Map<string, Extent>();
  const open: Extent[] = [];
  const opening = new Set<string>();
  let expanded = 0;
  for (const event of events) {
    if (event.type === EVENT_ID.POP) {
      const extent = open.pop()!;
      if (extent.anchor !== undefined) {
        closed.set(extent.anchor, extent);
        opening.delete(extent.anchor);
      }
      addTo(open.at(-1), extent.size, extent.height);
      continue;
    }
    if (event.type === EVENT_ID.DOCUMENT) {
      open.push({ size: 0, height: 0, anchor: undefined });
      continue;
    }
    const anchor = event.anchorStart === -1 ? undefined : text.slice(event.anchorStart, event.anchorEnd);
    if (event.type === EVENT_ID.ALIAS) {
      const name = anchor ?? '';
      const position = () => read.positionAt(event.anchorStart);
      if (opening.has(name)) {
        const reason = `the alias *${name} stands inside of what it stands for`;
        throw new Unloadable('cyclic-alias', reason, 'Use a $ref for what recurs.', position());
      }
      const target = closed.get(name);
      addTo(open.at(-1), target?.size ?? 1, target?.height ?? 0);
      expanded += target?.size ?? 1;
      if (expanded > maxExpanded) {
        const reason = `its aliases stand for more than ${maxExpanded} values`;
        throw new Unloadable('too-large', reason, 'Use $ref instead of aliases.', position());
      }
      if (open.length + (target?.height ?? 0) > maxDepth + 1) {
        const reason = `its aliases are nested deeper than ${maxDepth} levels`;
        throw new Unloadable('too-deep', reason, 'Use $ref instead of aliases.', position());
      }
    } else if (event.type === EVENT_ID.SCALAR) {
      if (anchor !== undefined) closed.set(anchor, { size: 1, height: 0, anchor });
      addTo(open.at(-1), 1, 0);
    } else {
      if (anchor !== undefined) opening.add(anchor);
      open.push({ size: 1, height: 1, anchor });
    }
  }
}

function addTo(extent: Extent | undefined, size: number, height: number): void {
  if (extent === undefined) return;
  extent.size += size;
  extent.height = Math.max(extent.height, height + 1);
}
