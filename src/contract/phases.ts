import type { Phase } from './phase.ts';
import { boundary } from './phases/boundary.ts';
import { examples } from './phases/examples.ts';
import { generated } from './phases/generated.ts';
import { stateful } from './phases/stateful.ts';

/** In the order in which they run. */
export const allPhases: readonly Phase[] = [examples, boundary, generated, stateful];
