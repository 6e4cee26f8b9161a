import type { Api } from '../../model/index.ts';

/** What can answer for a description: what `mock()` gives. */
export interface Answering {
  /** The description that it answers by. */
  readonly api: Api;
  /** Rejects where the network is meant to fail. */
  fetch(request: Request): Response | Promise<Response>;
}
