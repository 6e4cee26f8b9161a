import type { Store } from '../store.ts';
import { resolveStoreOptions, type StoreOptions } from './options.ts';
import { KeptChange } from './session-log.ts';
import { SessionLogs } from './session-logs.ts';

/** Keeps worlds as long as the process lives. All it answers is synchronous; what it drops at its bounds, `StoreOptions` say. */
export function createMemoryStore(options: StoreOptions = {}): Store {
  const logs = new SessionLogs(resolveStoreOptions(options));
  return {
    since: (session, position) => logs.since(session, position),
    append(session, position, at, changes) {
      if (!logs.isAt(session, position)) return undefined;
      const kept = changes.map((change) => new KeptChange(change));
      logs.assertFits(kept);
      return logs.append(session, at, kept);
    },
    drop: (session) => logs.drop(session),
    sessions: () => logs.sessions(),
    close: () => undefined,
  };
}
