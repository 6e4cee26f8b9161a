import type { Sequence } from './sequence.ts';
import { creation } from './sequences/creation.ts';
import { failedWrite } from './sequences/failed-write.ts';
import { readOnly } from './sequences/read-only.ts';
import { removal } from './sequences/removal.ts';
import { replacement } from './sequences/replacement.ts';
import { safety } from './sequences/safety.ts';

/** In the order in which they run. */
export const allSequences: readonly Sequence[] = [
  creation,
  safety,
  replacement,
  readOnly,
  failedWrite,
  removal,
];
