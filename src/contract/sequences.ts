import type { Sequence } from './sequence.ts';
import { creation } from './sequences/creation.ts';
import { emptying } from './sequences/emptying.ts';
import { entityTags } from './sequences/entity-tags.ts';
import { failedWrite } from './sequences/failed-write.ts';
import { filters } from './sequences/filters.ts';
import { nesting } from './sequences/nesting.ts';
import { pages } from './sequences/pages.ts';
import { people } from './sequences/people.ts';
import { readOnly } from './sequences/read-only.ts';
import { removal } from './sequences/removal.ts';
import { replacement } from './sequences/replacement.ts';
import { safety } from './sequences/safety.ts';
import { scopes } from './sequences/scopes.ts';

/** In the order in which they run. */
export const allSequences: readonly Sequence[] = [
  creation,
  safety,
  replacement,
  readOnly,
  failedWrite,
  removal,
  entityTags,
  pages,
  filters,
  nesting,
  emptying,
  people,
  scopes,
];
