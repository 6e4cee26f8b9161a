import type { JsonObject } from '../../schema/index.ts';
import type { Accepts, Key, Step } from './agree-step.ts';

const PRICE = 'unit price|price|unit amount|price per unit|item price|unit cost|cost per unit';
const QUANTITY = 'quantity|qty';
const LINE_TOTAL =
  'total|total price|line total|line amount|total amount|subtotal|amount|extended price|total cost';
const NET = 'subtotal|sub total|net amount|net|net total|total net|net price|amount excluding tax';
const GROSS =
  'total|grand total|gross amount|gross|total amount|gross total|total gross|gross price|amount including tax|total price';
const TAX = 'tax|total tax|tax amount|vat|vat amount|tax total';
const SHIPPING = 'shipping|shipping cost|shipping amount|delivery fee|shipping fee|shipping total';
const DISCOUNT = 'discount|discount amount|total discount|discount total';
const LIMIT = 'limit|quota|total|capacity';
const USED = 'used|consumed|spent';
const LEFT = 'remaining|free|available|left';

/** Amounts that follow from others: price times quantity, net plus tax, limit less what is used. */
export function sumSteps(keys: readonly Key[]): Step[] {
  const byWords = new Map<string, string>();
  for (const { name, words } of keys) {
    const said = words.join(' ');
    if (!byWords.has(said)) byWords.set(said, name);
  }
  const find = (names: string): string | undefined => {
    for (const wanted of names.split('|')) {
      const found = byWords.get(wanted);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const steps: Step[] = [];
  const [price, quantity, line] = [find(PRICE), find(QUANTITY), find(LINE_TOTAL)];
  if (price !== undefined && quantity !== undefined && line !== undefined) {
    steps.push({
      names: [price, quantity, line],
      run: (object, accepts) =>
        set(object, accepts, line, times(amount(object[price]), amount(object[quantity]))),
    });
  }
  const [net, gross, tax] = [find(NET), find(GROSS), find(TAX)];
  if (net !== undefined && gross !== undefined && quantity === undefined) {
    const [shipping, discount] = [find(SHIPPING), find(DISCOUNT)];
    const run: Step['run'] = (object, accepts) => {
      const base = amount(object[net]);
      if (base === undefined) return;
      for (const [name, share] of [
        [tax, 0.19],
        [shipping, 0.05],
        [discount, 0.1],
      ] as const) {
        const part = name === undefined ? undefined : amount(object[name]);
        if (name !== undefined && part !== undefined && part > base / 2)
          set(object, accepts, name, base * share);
      }
      const part = (name: string | undefined): number =>
        name === undefined ? 0 : (amount(object[name]) ?? 0);
      set(object, accepts, gross, base + part(tax) + part(shipping) - part(discount));
    };
    const parts = [tax, shipping, discount].filter((name) => name !== undefined);
    steps.push({ names: [net, gross, ...parts], run });
  }
  const [limit, used, left] = [find(LIMIT), find(USED), find(LEFT)];
  if (limit !== undefined && left !== undefined && used !== undefined) {
    const run: Step['run'] = (object, accepts) => {
      const [most, spent] = [amount(object[limit]), amount(object[used])];
      if (most === undefined || spent === undefined) return;
      if (spent > most) set(object, accepts, used, most / 2);
      set(object, accepts, left, most - (amount(object[used]) ?? 0));
    };
    steps.push({ names: [limit, used, left], run });
  }
  return steps;
}

function times(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a * b;
}

function amount(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^-?\d{1,12}(?:\.\d{1,4})?$/.test(value) ? Number(value) : undefined;
}

/** Two decimals, or whole where the member was whole; text stays text. */
function set(object: JsonObject, accepts: Accepts, name: string, wanted: number | undefined): void {
  if (wanted === undefined || !Number.isFinite(wanted) || wanted < 0) return;
  const before = object[name];
  const rounded = Number(wanted.toFixed(2));
  const forms =
    typeof before === 'string'
      ? [rounded.toFixed(2), String(Math.round(wanted))]
      : [rounded, Math.round(wanted)];
  if ((typeof before !== 'string' && typeof before !== 'number') || forms[0] === before) return;
  const taken = forms.find((form) => accepts(name, form));
  if (taken !== undefined) object[name] = taken;
}
