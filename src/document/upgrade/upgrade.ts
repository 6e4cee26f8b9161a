import { isJsonObject, type JsonObject, joinPointer, type SchemaSource, setOwn } from '../../schema/index.ts';

/** What a reference names, seen from a file; undefined where it does not resolve. */
export type Resolve = (reference: string, fromUri: string) => SchemaSource | undefined;

/** `pointer` points into the file `uri`: a fault may be found in a file that the entry refers to. */
export type AddFault = (code: string, message: string, pointer: string, uri: string) => void;

/** A value that is an object, and where it stands in the user's own text. */
export interface ObjectSource extends SchemaSource {
  readonly value: JsonObject;
}

/** One run over one document: where everything that is made comes from, and what was found wrong. */
export interface Upgrade {
  readonly origins: WeakMap<object, { uri: string; pointer: string }>;
  readonly resolve: Resolve;
  readonly addFault: AddFault;
  /** What was made of a shared parameter or response, so that each is made once. */
  readonly made: Map<string, JsonObject | undefined>;
}

export function isObjectSource(at: SchemaSource | undefined): at is ObjectSource {
  return at !== undefined && isJsonObject(at.value);
}

/** The own member or item of that name. */
export function child(at: SchemaSource, key: string | number): SchemaSource | undefined {
  if (typeof at.value !== 'object' || at.value === null || !Object.hasOwn(at.value, key)) return undefined;
  return { value: (at.value as JsonObject)[key], uri: at.uri, pointer: joinPointer(at.pointer, key) };
}

/** The members of an object or the items of an array; of anything else none. */
export function children(at: SchemaSource | undefined): Array<[string, SchemaSource]> {
  if (at === undefined || typeof at.value !== 'object' || at.value === null) return [];
  return Object.keys(at.value).map((key) => [key, child(at, key)!]);
}

export function text(at: SchemaSource, key: string): string | undefined {
  const value = child(at, key)?.value;
  return typeof value === 'string' ? value : undefined;
}

/** Remembers where something that was made, or that hangs at another place now, comes from. */
export function from<T extends object>(run: Upgrade, at: SchemaSource, made: T): T {
  run.origins.set(made, { uri: at.uri, pointer: at.pointer });
  return made;
}

/** The value itself, to be hung at another place. */
export function keep(run: Upgrade, at: SchemaSource): unknown {
  if (typeof at.value === 'object' && at.value !== null) from(run, at, at.value);
  return at.value;
}

/** Copies the members of these names, and every `x-` one, as they are. */
export function copyMembers(at: SchemaSource, target: JsonObject, names: readonly string[]): void {
  for (const [key, member] of children(at)) {
    if (names.includes(key) || isExtension(key)) setOwn(target, key, member.value);
  }
}

export function isExtension(key: string): boolean {
  return key.startsWith('x-');
}

export function fault(run: Upgrade, at: SchemaSource, code: string, message: string): void {
  run.addFault(code, message, at.pointer, at.uri);
}

/** What a Reference Object names, followed to its end; a reference that leads nowhere is a fault. */
export function follow(run: Upgrade, start: SchemaSource): SchemaSource | undefined {
  const seen = new Set<string>();
  let at = start;
  for (;;) {
    const reference = text(at, '$ref');
    if (reference === undefined) return at;
    if (seen.has(placeKey(at))) {
      fault(
        run,
        child(at, '$ref')!,
        'circular-reference',
        `The reference ${reference} leads back to itself.`,
      );
      return undefined;
    }
    seen.add(placeKey(at));
    const next = run.resolve(reference, at.uri);
    if (next === undefined) {
      fault(run, child(at, '$ref')!, 'unresolved-reference', `The reference ${reference} leads nowhere.`);
      return undefined;
    }
    at = next;
  }
}

export function placeKey(at: SchemaSource): string {
  return `${at.uri}#${at.pointer}`;
}

/** The strings of a list such as `consumes`; a lone string counts as a list of one. Undefined where there is none. */
export function stringList(at: SchemaSource, key: string): string[] | undefined {
  const value = child(at, key)?.value;
  if (value === undefined || value === null) return undefined;
  const list = Array.isArray(value) ? value : [value];
  return list.filter((item) => typeof item === 'string' && item.trim() !== '').map((item) => item.trim());
}

/** `application/json` of `Application/JSON; charset=utf-8`. */
export function essence(mediaType: string): string {
  return mediaType.split(';', 1)[0]!.trim().toLowerCase();
}
