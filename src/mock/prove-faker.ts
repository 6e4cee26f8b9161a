import type { Generator } from '../generation/index.ts';
import { isJsonObject } from '../schema/index.ts';

const MOST_SHOWN = 60;

/** What `x-faker` asks for in a schema, itself included, that names nothing, as written. */
export function unknownFakers(json: unknown, generator: Generator): string[] {
  const unknown = new Set<string>();
  const visit = (part: unknown): void => {
    if (Array.isArray(part)) part.forEach(visit);
    if (!isJsonObject(part)) return;
    const asked = part['x-faker'];
    if (asked !== undefined && !generator.realism.knowsFaker(asked))
      unknown.add((JSON.stringify(asked) ?? '').slice(0, MOST_SHOWN));
    for (const [keyword, value] of Object.entries(part)) {
      if (!VALUES.has(keyword) && !keyword.startsWith('x-')) visit(value);
    }
  };
  visit(json);
  return [...unknown];
}

/** Keywords that hold data. */
const VALUES: ReadonlySet<string> = new Set(['example', 'examples', 'default', 'const', 'enum']);
