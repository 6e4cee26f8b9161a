import type { Store } from '../store.ts';

/** No name of a session has one. */
const BORDER = '\n';

/** The default session `''`, or that of a scope, which stay as long as the store does. */
export function isDefaultSession(session: string): boolean {
  return session === '' || session.startsWith(BORDER);
}

/** A part of a store, for worlds that must not meet those of other parts, as of several descriptions. `''` is the rest. */
export function scopeStore(store: Store, scope: string): Store {
  if (scope === '') return rest(store);
  const end = BORDER + scope;
  return {
    ...(store.isRemote === undefined ? {} : { isRemote: store.isRemote }),
    since: (session, position) => store.since(session + end, position),
    append: (session, position, at, changes) => store.append(session + end, position, at, changes),
    drop: (session) => store.drop(session + end),
    sessions: () =>
      named(store, (session) => (session.endsWith(end) ? session.slice(0, -end.length) : undefined)),
    close: () => store.close(),
  };
}

function rest(store: Store): Store {
  return {
    ...(store.isRemote === undefined ? {} : { isRemote: store.isRemote }),
    since: (session, position) => store.since(session, position),
    append: (session, position, at, changes) => store.append(session, position, at, changes),
    drop: (session) => store.drop(session),
    sessions: () => named(store, (session) => (session.includes(BORDER) ? undefined : session)),
    close: () => store.close(),
  };
}

function named(store: Store, nameOf: (session: string) => string | undefined): ReturnType<Store['sessions']> {
  const names = (all: readonly string[]) => all.flatMap((session) => nameOf(session) ?? []);
  const all = store.sessions();
  return all instanceof Promise ? all.then(names) : names(all);
}
