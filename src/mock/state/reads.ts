import { responseForStatus } from '../../http/index.ts';
import type { ItemRole, ListRole, SingletonRole } from '../../resource/index.ts';
import { after, arranged, askedPage, asksForPart, chosen, listing, type World } from '../../state/index.ts';
import type { Reply } from '../answer-source.ts';
import type { MaybePromise } from '../maybe-promise.ts';
import { errorReply, goodStatus, isTaken, showing } from './answers.ts';
import { precondition, validatorHeaders } from './conditions.ts';
import { entityOfPath, isWithin, keyOfPath, type Turn } from './turn.ts';

type Answer = MaybePromise<Reply | undefined>;

/** GET of one entity, and the question whether there is one. */
export function readItem(turn: Turn<ItemRole>): Answer {
  const { state, request, role } = turn;
  return after(state.worlds.at(request.session), (world) => {
    const entity = entityOfPath(turn, role.keys, world);
    if (!entity) return missing(turn, world, keyOfPath(turn, role.keys));
    const held = precondition(turn, world, entity);
    if (held) return held;
    const status = goodStatus(role.operation, ...documented(role.success?.status));
    if (status === undefined) return undefined;
    const headers = validatorHeaders(turn, world, entity);
    return role.kind === 'exists'
      ? { status, headers }
      : showing(turn, status, entity, request.generator, headers);
  });
}

export function readSingleton(turn: Turn<SingletonRole>): Answer {
  const { state, request, role } = turn;
  return after(state.worlds.at(request.session), (world) => {
    const entity = world.exists(turn.space) ? world.entity(turn.space, '') : undefined;
    if (!entity) return missing(turn, world, '');
    const held = precondition(turn, world, entity);
    if (held) return held;
    const status = goodStatus(role.operation, ...documented(role.success?.status));
    if (status === undefined) return undefined;
    return showing(turn, status, entity, request.generator, validatorHeaders(turn, world, entity));
  });
}

export function readList(turn: Turn<ListRole>): Answer {
  const { state, request, role, space, asked } = turn;
  const { operation } = role;
  return after(state.worlds.at(request.session), (world) => {
    if (!world.exists(space)) return errorReply(operation, [404], `There is no ${space.id}.`);
    const within = world.list(space).filter((entity) => isWithin(turn, entity));
    const found = chosen(role, within, asked);
    const tellsCursor = [400, 422, 404].some((status) => responseForStatus(operation.responses, status));
    // Where no refusal is documented, a cursor that names nothing is none.
    const page = askedPage(role, found, asked) ?? (tellsCursor ? undefined : askedPage(role, found, nothing));
    if (!page) return errorReply(operation, [400, 422, 404], 'The cursor names no place in the list.');
    const status = goodStatus(operation, ...documented(role.success?.status));
    if (status === undefined) return undefined;
    const show = (entity: (typeof page.items)[number]) => state.views.show(entity, role.list.view, space);
    const links = request.sent === undefined ? request.url : undefined;
    const made = listing(role, page, show, asked, links, request.generator);
    if (!made || !isTaken(request, status, role.list.mediaType, made.body)) return undefined;
    return { status, headers: made.headers, body: { kind: 'value', value: made.body } };
  });
}

/** Of a list that cannot be shown from what is kept, and is made up: the part that is asked for. */
export function arrangeList({ request, role, asked }: Turn<ListRole>): Reply | undefined {
  if (!asksForPart(role, asked)) return undefined;
  const status = goodStatus(role.operation, ...documented(role.success?.status));
  if (status === undefined) return undefined;
  const links = request.sent === undefined ? request.url : undefined;
  return {
    status,
    arrange: (value, mediaType) =>
      mediaType === role.list.mediaType ? arranged(role, value, asked, links) : undefined,
  };
}

const nothing = () => undefined;

/** Nothing is there, or not any more. */
export function missing(turn: Turn, world: World, key: string | undefined): Reply | undefined {
  const { role, space, request } = turn;
  const { responses } = role.operation;
  // Where the path names nothing that may be missing, only what is documented is no surprise.
  if (!role.operation.path.includes('{') && !responseForStatus(responses, 404)) return undefined;
  const gone = key !== undefined && world.isGone(space, key);
  const what = gone ? 'There is nothing any more at' : 'There is nothing at';
  const tellsGone = responses.some(({ status }) => status === '410');
  return errorReply(role.operation, [gone && tellsGone ? 410 : 404], `${what} ${request.path}.`);
}

export function documented(status: string | undefined): number[] {
  const number = Number(status);
  return Number.isInteger(number) ? [number] : [];
}
