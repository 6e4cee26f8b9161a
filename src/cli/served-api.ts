import type { Api } from '../model/index.ts';
import type { FoundFixtures } from './fixtures.ts';
import type { Mount } from './mounts.ts';

/** One description, served. */
export interface ServedApi extends Mount {
  readonly api: Api;
  readonly found: FoundFixtures | undefined;
}
