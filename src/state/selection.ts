import type { Selection } from '../resource/index.ts';
import { isJsonObject, type JsonObject, type Schema, setOwn } from '../schema/index.ts';
import type { Asked } from './asked.ts';

/** What is shown of an entity when only some members are asked for, as far as its schema can do without the rest. */
export function selected(
  selection: readonly Selection[],
  view: Schema,
  shown: unknown,
  asked: Asked,
): unknown {
  if (selection.length === 0 || !isJsonObject(shown)) return shown;
  let value: JsonObject = shown;
  for (const { kind, parameter } of selection) {
    if (kind === 'include') continue;
    const names = namesIn(asked(parameter));
    if (names.size === 0) continue;
    const next: JsonObject = {};
    for (const [name, member] of Object.entries(value)) {
      if (names.has(name) === (kind === 'fields')) setOwn(next, name, member);
    }
    if (Object.keys(next).length > 0 && view.accepts(next)) value = next;
  }
  return value;
}

/** `name,owner.id` names `name` and `owner`. */
function namesIn(wanted: unknown): Set<string> {
  const texts = Array.isArray(wanted) ? wanted : wanted === undefined || wanted === null ? [] : [wanted];
  const names = texts
    .flatMap((text) => String(text).split(/[,\s]+/))
    .map((name) => name.replace(/[.([/].*$/s, ''));
  return new Set(names.filter((name) => name !== ''));
}
