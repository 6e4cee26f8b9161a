import type { Through } from '../../resource/index.ts';
import { ancestors, keyOf, spaceOf, type World } from '../../state/index.ts';
import type { GoodRequest, Reply } from '../answer-source.ts';
import { errorReply } from './answers.ts';
import { pathText } from './turn.ts';

/** Was the thing that the path leads through there, and is it not any more, or something that it lies below? */
export function isGoneAbove(
  { collection, parents, keys }: Through,
  request: GoodRequest,
  world: World,
): boolean {
  if (world.changedAt === undefined) return false;
  const text = (name: string) => pathText(request, name);
  const values = parents.map(text);
  const space = spaceOf(collection, values);
  return (
    world.isGone(space, keyOf(keys.map(({ parameter }) => text(parameter)))) ||
    ancestors(collection, values).some((above) => world.isGone(above.space, above.key))
  );
}

/** What lies below a thing that is gone is gone with it. */
export function goneWith({ operation, path }: GoodRequest): Reply {
  const tellsGone = operation.responses.some(({ status }) => status === '410');
  return errorReply(operation, [tellsGone ? 410 : 404], `There is nothing any more at ${path}.`);
}
