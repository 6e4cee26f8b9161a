import type { Parameter } from '../model/index.ts';
import { type ListRole, pageParameters } from '../resource/index.ts';
import { isJsonObject, valueAt } from '../schema/index.ts';
import type { Asked } from './asked.ts';
import type { Entity } from './entity.ts';
import { keyIn } from './key-values.ts';
import { around, askedPage, chosen, type Listing } from './list.ts';

/** Does the request ask for a page, an order or a part of the list? */
export function asksForPart({ paging, filters, ordering }: ListRole, asked: Asked): boolean {
  const asking: ReadonlyArray<Parameter | undefined> = [
    ...pageParameters(paging),
    ...filters.map(({ parameter }) => parameter),
    ordering?.by,
  ];
  return asking.some((parameter) => parameter !== undefined && asked(parameter) !== undefined);
}

/**
 * The part that a request asks for of a list whose items nobody keeps: an example, or a value made up. A filter that no
 * item passes is no filter: what was made up has not been told of it.
 *
 * @returns undefined where the body shows no items, or the schema does not take the part
 */
export function arranged(
  role: ListRole,
  body: unknown,
  asked: Asked,
  url: string | undefined,
): Listing | undefined {
  const items = valueAt(body, role.list.items);
  if (!Array.isArray(items)) return undefined;
  const entities = items.map(
    (item, index): Entity => ({
      key: keyIn(role.collection, item) ?? String(index),
      value: isJsonObject(item) ? item : {},
      tag: 0,
      shown: undefined,
    }),
  );
  const fitting = role.filters.filter((filter) => chosen(onlyBy(role, [filter]), entities, asked).length > 0);
  const found = chosen(onlyBy(role, fitting), entities, asked);
  const kept = found.length > 0 ? found : chosen(onlyBy(role, []), entities, asked);
  const page = askedPage(role, kept, asked) ?? askedPage(role, kept, () => undefined);
  if (!page) return undefined;
  const shown = page.items.map((entity): unknown => items[entities.indexOf(entity)]);
  return around(role, page, shown, body, url);
}

function onlyBy(role: ListRole, filters: ListRole['filters']): ListRole {
  return { ...role, filters, search: undefined };
}
