import type { JournalEntry } from '../mock/index.ts';
import type { Api } from '../model/index.ts';

/** Told of each request that any mock of the test kit in this process has answered. */
export type EntryListener = (entry: JournalEntry, api: Api) => void;

/** Whoever reports on a whole process has no mock in hand: this list is the one thing that all mocks share. */
const listeners = new Set<EntryListener>();

/** Listens until the function that is returned is called. */
export function onEntry(listener: EntryListener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function tellEntry(entry: JournalEntry, api: Api): void {
  for (const listener of listeners) listener(entry, api);
}
