import { joinPointer } from '../schema/index.ts';
import { answersConflict } from './body.ts';
import type { Inferred } from './inferred.ts';
import { plainName } from './naming.ts';

const usual = new Set(['username', 'email', 'emailaddress', 'slug', 'login', 'handle', 'nickname']);

/** Members of which the description says so, and those that usually are where a create documents 409. */
export function findUnique(collection: Inferred): readonly string[] {
  const { create, views } = collection.family;
  const conflicts = create !== undefined && answersConflict(create.operation);
  const keys = new Set(collection.keys.map(({ pointer }) => pointer));
  const found = new Set<string>();
  for (const view of views) {
    for (const [name, facts] of view.members()) {
      const pointer = joinPointer('', name);
      if (keys.has(pointer) || !facts.isKeyLike || facts.enum !== undefined) continue;
      const description = facts.text('description') ?? '';
      if (
        saysUnique(description) ||
        (conflicts && (usual.has(plainName(name)) || isCalledUnique(description)))
      )
        found.add(pointer);
    }
  }
  return [...found];
}

/** `must be unique`, not `the unique identifier of the parent` and not `unique within its list`. */
function saysUnique(description: string): boolean {
  if (/\b(?:not|non)[- ](?:be |necessarily |guaranteed to be )*unique/i.test(description)) return false;
  return /\b(?:must|should|has to|needs to) be (?:globally )?unique\b|\b(?:is|are) (?:globally )?unique\b|^unique (?:user ?name|name|e-?mail|slug|login|handle|title|code)\b|\buniqueness\b/i.test(
    description,
  );
}

/** `Unique stock number` beside a documented conflict; an identifier may be that of something else. */
function isCalledUnique(description: string): boolean {
  return /^(?:an? |the )?(?:globally )?unique\b(?! (?:id|identifier|key|value)\b)/i.test(description);
}
