export { arranged, asksForPart } from './arrange.ts';
export { type Asked, askedBy } from './asked.ts';
export { attempted } from './attempt.ts';
export { type BodyMembers, bodyMembers, heldMembers } from './body-members.ts';
export { changeTo, isRefused, type Place, type Refused } from './change.ts';
export { create, createAll } from './create.ts';
export type { Entity } from './entity.ts';
export { prepareJsonPatch } from './json-patch.ts';
export { keyIn, keyMembers } from './key-values.ts';
export { askedPage, chosen, listing, passing } from './list.ts';
export { pick, put } from './pointer.ts';
export { reconcile } from './reconcile.ts';
export { below, namedKeys, remove } from './remove.ts';
export { collectionOf } from './singleton.ts';
export {
  ancestors,
  decoded,
  fillTemplate,
  keyOf,
  keyParts,
  type Space,
  spaceNamed,
  spaceOf,
} from './space.ts';
export { createState, type State, type StateOptions } from './state.ts';
export type { Change, Commit, Position, Reading, Store } from './store.ts';
export { createMemoryStore } from './stores/memory.ts';
export { openStore } from './stores/open-store.ts';
export type { StoreDescription, StoreOptions } from './stores/options.ts';
export { scopeStore } from './stores/scope.ts';
export { act, merge, replace } from './update.ts';
export type { World } from './world.ts';
export { after } from './worlds.ts';
