import { isJsonObject } from '../schema/index.ts';

/** How a selector is written; of which version makes no difference to what is understood. */
export type SelectorType = 'jsonpath' | 'xpath' | 'jsonpointer';

/** A type, or an Expression Type Object (Arazzo 1.1); undefined for what is neither. */
export function selectorTypeOf(value: unknown): SelectorType | undefined {
  const type = isJsonObject(value) ? value.type : value;
  return type === 'jsonpath' || type === 'xpath' || type === 'jsonpointer' ? type : undefined;
}

/** Arazzo 1.1, Selector Object. */
export interface Selector {
  readonly context: string;
  readonly selector: string;
  readonly type: SelectorType;
}

/** The selector that a value is; undefined where it is data that looks otherwise. */
export function selectorOf(value: unknown): Selector | undefined {
  if (!isJsonObject(value)) return undefined;
  const { context, selector } = value;
  const type = selectorTypeOf(value.type);
  const isWhole = Object.keys(value).every(
    (name) => name === 'context' || name === 'selector' || name === 'type',
  );
  if (!isWhole || type === undefined || typeof context !== 'string' || typeof selector !== 'string')
    return undefined;
  return context.startsWith('$') ? { context, selector, type } : undefined;
}
