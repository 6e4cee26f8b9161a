import type { Api } from '../model/index.ts';
import { inferResources, type ResourceCorrections } from '../resource/index.ts';
import { isJsonObject, type JsonObject, prepareValidation } from '../schema/index.ts';
import { project } from './project.ts';
import { collectionOf } from './singleton.ts';
import { spaceNamed } from './space.ts';
import { origin, type Store } from './store.ts';
import { WHOLE } from './world.ts';

/** What a changed description makes of the entities of one space that requests have left behind. */
export interface Unfitting {
  /** `/teams/5/members`. */
  readonly space: string;
  /** Entities that are not shown any more, since the description has no such collection: they come back with it. */
  readonly lost: number;
  /** Entities whose values no schema of the collection takes as they are: what does not fit is made up anew. */
  readonly changed: number;
}

/** Looks through everything that a store keeps for an api; empty where all of it is still shown as it was left. */
export async function reconcile(
  api: Api,
  store: Store,
  corrections: ResourceCorrections = {},
): Promise<Unfitting[]> {
  const sessions = await store.sessions();
  if (sessions.length === 0) return [];
  await prepareValidation();
  const { collections, singletons } = inferResources(api, corrections);
  const known = [...collections, ...singletons.map(collectionOf)];
  const found = new Map<string, { lost: number; changed: number }>();
  for (const session of sessions) {
    for (const [space, entities] of await lastOf(store, session)) {
      const views = spaceNamed(known, space)?.collection.views;
      const count = found.get(space) ?? { lost: 0, changed: 0 };
      for (const value of entities) {
        if (views === undefined) count.lost++;
        else if (!views.some((view) => view.accepts(project(view, value)))) count.changed++;
      }
      found.set(space, count);
    }
  }
  return [...found].flatMap(([space, { lost, changed }]) =>
    lost + changed > 0 ? [{ space, lost, changed }] : [],
  );
}

/** The entities that are there at the end of a session's log, by space. */
async function lastOf(store: Store, session: string): Promise<Map<string, JsonObject[]>> {
  const { commits } = await store.since(session, origin);
  const last = new Map<string, Map<string, unknown>>();
  for (const { changes } of commits) {
    for (const { space, key, value } of changes) {
      let entities = last.get(space);
      if (!entities) last.set(space, (entities = new Map()));
      entities.set(key, key === WHOLE ? undefined : value);
    }
  }
  return new Map([...last].map(([space, entities]) => [space, [...entities.values()].filter(isJsonObject)]));
}
