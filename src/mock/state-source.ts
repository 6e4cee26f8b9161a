import type { Operation } from '../model/index.ts';
import type { Role, Through } from '../resource/index.ts';
import { after, type State } from '../state/index.ts';
import type { AnswerSource, GoodRequest, Reply } from './answer-source.ts';
import type { MaybePromise } from './maybe-promise.ts';
import { goneWith, isGoneAbove } from './state/below.ts';
import { isConditional } from './state/conditions.ts';
import { arrangeList, readItem, readList, readSingleton } from './state/reads.ts';
import { collectionOfRole, entityOfPath, type Turn, turnOf } from './state/turn.ts';
import { changeItem, createItem, performAction, removeItem } from './state/writes.ts';

type Answer = MaybePromise<Reply | undefined>;

/** Answers as a backend would: what was created is found again, lists hold what is there, what was deleted is gone. */
export class StateSource implements AnswerSource {
  readonly #state: State;
  readonly #roles = new Map<Operation, Role | undefined>();
  /** Of operations without a role. */
  readonly #through = new Map<Operation, Through | undefined>();
  /** By collection: can its entities be shown with their keys? */
  readonly #sound = new Map<string, boolean>();

  constructor(state: State) {
    this.#state = state;
  }

  answer(request: GoodRequest): Answer {
    if (isBypassed(request.preferences)) return undefined;
    const role = this.#roleOf(request.operation);
    if (!role) return this.#answerBelow(request);
    const turn = turnOf(this.#state, request, role);
    if (!this.#isSound(turn))
      return turn.role.kind === 'list' ? arrangeList(turn as Parameters<typeof arrangeList>[0]) : undefined;
    switch (turn.role.kind) {
      case 'list':
        return after(
          readList(turn as Parameters<typeof readList>[0]),
          (reply) => reply ?? arrangeList(turn as Parameters<typeof arrangeList>[0]),
        );
      case 'read':
      case 'exists':
        return readItem(turn as Parameters<typeof readItem>[0]);
      case 'create':
        return createItem(turn as Parameters<typeof createItem>[0]);
      case 'replace':
      case 'merge':
      case 'singleton-replace':
      case 'singleton-merge':
        return changeItem(turn as Parameters<typeof changeItem>[0]);
      case 'delete':
      case 'singleton-delete':
        return removeItem(turn as Parameters<typeof removeItem>[0]);
      case 'singleton-read':
        return readSingleton(turn as Parameters<typeof readSingleton>[0]);
      default:
        return performAction(turn as Parameters<typeof performAction>[0]);
    }
  }

  /** Of an entity, what it is at the moment; of all else, the whole world. */
  dependsOn(request: GoodRequest): string | undefined {
    const { preferences } = request;
    const role = this.#roleOf(request.operation);
    if (isBypassed(preferences)) return '';
    if (!role) return this.#belowDependsOn(request);
    if (role.kind !== 'list' && role.kind !== 'read' && role.kind !== 'singleton-read') return undefined;
    const { worlds, resources } = this.#state;
    if (worlds.isRemote || isConditional(request, collectionOfRole(role), resources)) return undefined;
    const world = worlds.at(request.session);
    if (world instanceof Promise) return undefined;
    if (role.kind === 'read') {
      const turn = turnOf(this.#state, request, role);
      const entity = entityOfPath(turn, role.keys, world);
      if (entity) return `entity ${entity.tag} ${world.entityChangedAt(turn.space, entity.key) ?? ''}`;
    }
    const { life, version } = world.position;
    return `${request.session} ${life} ${version}`;
  }

  /** What is nothing of its own is there as long as the thing that its path leads through. */
  #answerBelow(request: GoodRequest): Answer {
    const through = this.#throughOf(request.operation);
    if (!through) return undefined;
    return after(this.#state.worlds.at(request.session), (world) =>
      isGoneAbove(through, request, world) ? goneWith(request) : undefined,
    );
  }

  #belowDependsOn(request: GoodRequest): string | undefined {
    const through = this.#throughOf(request.operation);
    if (!through) return '';
    const { worlds } = this.#state;
    const world = worlds.isRemote ? undefined : worlds.at(request.session);
    if (!world || world instanceof Promise) return undefined;
    return isGoneAbove(through, request, world) ? 'gone' : '';
  }

  #throughOf(operation: Operation): Through | undefined {
    if (!this.#through.has(operation)) this.#through.set(operation, this.#state.resources.through(operation));
    return this.#through.get(operation);
  }

  #roleOf(operation: Operation): Role | undefined {
    if (!this.#roles.has(operation)) this.#roles.set(operation, this.#state.resources.role(operation));
    return this.#roles.get(operation);
  }

  #isSound({ space }: Turn): boolean {
    const { id } = space.collection;
    let sound = this.#sound.get(id);
    if (sound === undefined) this.#sound.set(id, (sound = this.#state.seeds.isSound(space)));
    return sound;
  }
}

/** Whoever asks for a status, an example or a generated body gets that, and nothing changes. */
function isBypassed({ code, example, dynamic }: GoodRequest['preferences']): boolean {
  return code !== undefined || example !== undefined || dynamic !== undefined;
}
