import { withoutHidden } from '../../generation/index.ts';
import { isJsonObject, joinPointer } from '../../schema/index.ts';
import type { Check } from '../check.ts';
import { placeOf } from '../failure.ts';

/** What is writeOnly (a password) comes back in an answer (OpenAPI 3.2, JSON Schema validation section 9.4). */
export const writeOnlyLeaked: Check = {
  name: 'write-only-leaked',
  group: 'answers',
  title: 'A writeOnly member is shown',
  byDefault: true,
  look({ exchange, reading }) {
    const schema = reading?.mediaType?.schema?.for('response');
    if (!schema || !reading?.mediaType || reading.json === undefined) return [];
    const shown = withoutHidden(schema, reading.json);
    if (shown === reading.json) return [];
    return missing(reading.json, shown, '').map((pointer) => ({
      check: 'write-only-leaked',
      kind: 'writeOnly',
      message: `The answer shows ${pointer}, which is writeOnly.`,
      severity: 'failure' as const,
      place: placeOf(reading.mediaType!.node),
      where: `body ${pointer}`,
      exchanges: [exchange],
    }));
  },
};

/** Pointers of what the second value lacks. */
function missing(whole: unknown, part: unknown, pointer: string): string[] {
  if (whole === part) return [];
  if (Array.isArray(whole) && Array.isArray(part))
    return whole.flatMap((item, index) => missing(item, part[index], joinPointer(pointer, index)));
  if (!isJsonObject(whole) || !isJsonObject(part)) return [];
  return Object.keys(whole).flatMap((name) => {
    const below = joinPointer(pointer, name);
    return Object.hasOwn(part, name) ? missing(whole[name], part[name], below) : [below];
  });
}
