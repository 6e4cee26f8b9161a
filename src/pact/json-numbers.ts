import { joinPointer } from '../schema/index.ts';

/** A JSON text, read, with where numbers are written with a fraction that is nothing (`10.0`). */
export interface JsonText {
  readonly value: unknown;
  readonly decimals: ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();

/** Deeper places are told no difference. */
const DEEPEST = 500;

/** Undefined where the text is no JSON. JavaScript's own reader forgets how a number was written; rules ask for it. */
export function readJsonText(text: string): JsonText | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!/\d\.0+(?![\d])/.test(text)) return { value, decimals: NONE };
  const marker = markerFor(text);
  const marked = text.replaceAll(/"(?:[^"\\]|\\.)*"|(-?\d+\.0+)(?![\deE])/g, (whole, number?: string) =>
    number === undefined ? whole : `"${marker}${number}"`,
  );
  const decimals = new Set<string>();
  const collect = (it: unknown, pointer: string, depth: number): void => {
    if (typeof it === 'string' && it.startsWith(marker)) decimals.add(pointer);
    if (depth > DEEPEST || typeof it !== 'object' || it === null) return;
    for (const [name, member] of Object.entries(it)) collect(member, joinPointer(pointer, name), depth + 1);
  };
  collect(JSON.parse(marked), '', 0);
  return { value, decimals };
}

function markerFor(text: string): string {
  let marker = 'decimal:';
  while (text.includes(marker)) marker += ':';
  return marker;
}
