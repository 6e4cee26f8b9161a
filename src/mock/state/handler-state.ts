import { StandinError } from '../../errors.ts';
import type { HandlerState } from '../../fixture/index.ts';
import { isJsonObject } from '../../schema/index.ts';
import {
  after,
  changeTo,
  type Entity,
  keyOf,
  remove,
  type Space,
  type State,
  spaceNamed,
} from '../../state/index.ts';

/** The entities of a session, as handlers see and change them. */
export function handlerState(state: State, session: string): HandlerState {
  const spaceOf = (name: string): Space => {
    const space = spaceNamed(state.resources.collections, name);
    if (space) return space;
    throw new StandinError(
      `Failed to find the collection ${name}: the description has none of that name. ` +
        `Known: ${state.resources.collections.map(({ id }) => id).join(', ') || 'none'}.`,
      { code: 'unknown-collection' },
    );
  };
  const copyOf = (entity: Entity | undefined) => entity && structuredClone(entity.value);
  return {
    async list(name) {
      const space = spaceOf(name);
      const world = await state.worlds.at(session);
      return world.list(space).map((entity) => copyOf(entity));
    },
    async get(name, key) {
      const space = spaceOf(name);
      return copyOf((await state.worlds.at(session)).entity(space, keyOf([key])));
    },
    async put(name, key, value) {
      const space = spaceOf(name);
      if (!isJsonObject(value)) {
        throw new StandinError(`Failed to put ${key} into ${name}: an entity must be an object.`, {
          code: 'invalid-entity',
        });
      }
      const change = changeTo({ seeds: state.seeds, space }, keyOf([key]), structuredClone(value));
      await state.worlds.commit(session, () => ({ changes: [change], result: undefined }));
    },
    async delete(name, key) {
      const space = spaceOf(name);
      return after(
        state.worlds.commit(session, (world, at) => {
          const entity = world.entity(space, keyOf([key]));
          const place = { world, seeds: state.seeds, views: state.views, space, at };
          return {
            changes: entity ? remove(place, [entity.key], state.resources) : [],
            result: entity !== undefined,
          };
        }),
        (found) => found,
      );
    },
  };
}
