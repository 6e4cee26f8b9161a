import type { Fault, Place } from '../errors.ts';
import {
  escapeToken,
  isJsonObject,
  type JsonObject,
  own,
  type SchemaScope,
  setOwn,
} from '../schema/index.ts';
import type { FoundReference } from './references.ts';
import type { SourceFile } from './source-file.ts';
import { lazyFault } from './unloadable.ts';

interface SpliceContext {
  readonly scope: SchemaScope;
  place(uri: string, pointer: string): Place;
  addFault(fault: Fault): void;
}

/**
 * Many split documents have `paths: { $ref: paths.yaml }` or `schemas: { $ref: schemas/index.yaml }`, or take a text
 * from another file: OpenAPI allows no reference there, but tools follow it. Such a map gets a reference to each
 * member that it would have, so that everything keeps its own file; such a text is put in its place. One fault
 * tells of all of them. An object that was handed in is not changed: there they stay, each with a fault.
 */
export function spliceReferences(
  misplaced: readonly FoundReference[],
  files: ReadonlyMap<string, SourceFile>,
  context: SpliceContext,
): void {
  const followed: FoundReference[] = [];
  // What was found last is deepest: a map that takes its members from a map that takes them from a third.
  for (const found of misplaced.toReversed()) {
    const target = context.scope.resolve(found.reference, found.base)?.value;
    if (files.get(found.uri)?.parsed === undefined) {
      tell(found, context, 'and none is followed in an object that was handed in');
    } else if (found.place === 'value') {
      if (target === undefined) continue;
      found.replace?.(target);
      followed.unshift(found);
    } else if (isJsonObject(target)) {
      spliceMembers(found, target);
      followed.unshift(found);
    } else {
      tell(found, context, 'and what it names has no members');
    }
  }
  const [first] = followed;
  if (first === undefined) return;
  const others = followed.length === 1 ? '' : ` (and at ${followed.length - 1} more places)`;
  const message = `OpenAPI allows no reference here${others}; ${first.reference} is followed all the same.`;
  const place = () => context.place(first.uri, first.pointer());
  context.addFault(lazyFault('misplaced-reference', 'warning', message, place));
}

function tell(found: FoundReference, context: SpliceContext, why: string): void {
  const message = `OpenAPI allows no reference here, ${why}: ${found.reference}.`;
  const place = () => context.place(found.uri, found.pointer());
  context.addFault(lazyFault('misplaced-reference', 'error', message, place));
}

function spliceMembers({ holder, reference, kind }: FoundReference, target: JsonObject): void {
  delete holder['$ref'];
  for (const [name, member] of Object.entries(target)) {
    // Of a map that takes its members from this one.
    if (name === '$ref' && typeof member === 'string') continue;
    if (kind === 'components' && isJsonObject(member)) {
      const section = own(holder, name) ?? {};
      if (!isJsonObject(section)) continue;
      for (const key of Object.keys(member))
        addMember(section, key, member[key], below(reference, name, key));
      setOwn(holder, name, section);
    } else {
      addMember(holder, name, member, below(reference, name));
    }
  }
}

/** What stands in the map itself counts. */
function addMember(map: JsonObject, name: string, member: unknown, reference: string): void {
  if (Object.hasOwn(map, name)) return;
  setOwn(map, name, isJsonObject(member) && !name.startsWith('x-') ? { $ref: reference } : member);
}

function below(reference: string, ...names: string[]): string {
  const pointer = names.map((name) => `/${encodeURIComponent(escapeToken(name))}`).join('');
  return reference.includes('#') ? reference.replace(/\/$/, '') + pointer : `${reference}#${pointer}`;
}
