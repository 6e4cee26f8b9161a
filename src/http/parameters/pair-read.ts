import type { ParameterStyle } from '../../model/index.ts';
import { declaredProperties, type SchemaPart } from '../schema-shape.ts';
import { deepWire } from './deep-object.ts';
import { type FormReader, formReader, type Outcome } from './forms.ts';
import type { Pairs } from './query.ts';
import { type Decode, decodeList, Malformed, readDelimited } from './style-read.ts';
import type { Wire } from './wire.ts';

/** A parameter, or a property of a form, that is written as pairs `name=value`. */
export interface PairSpec {
  readonly name: string;
  readonly style: ParameterStyle;
  readonly explode: boolean;
  readonly part: SchemaPart | undefined;
  readonly decode: Decode;
  /** Names that belong to others: an exploded object that takes any name leaves them. */
  readonly taken: ReadonlySet<string>;
  /** In a form: an object without a style of its own is one text of JSON. */
  readonly whole?: boolean;
}

export type PairReader = (pairs: Pairs) => Outcome;

/** Reads a value by the styles `form`, `spaceDelimited`, `pipeDelimited`, `tabDelimited`, `deepObject` and `cookie`. */
export function pairReader(spec: PairSpec): PairReader {
  const reader = formReader(spec.part);
  if (spec.style === 'deepObject') return deepReader(spec, reader);
  const members = spec.part && declaredProperties(spec.part);
  const takesBrackets = spec.explode && reader.forms.includes('list');
  return (pairs) => {
    const values = pairs.byName.get(spec.name);
    if (values === undefined && takesBrackets) {
      const bracketed = bracketedValues(spec, pairs);
      if (bracketed)
        return reader.read((form) => (form === 'list' ? decodeList(bracketed, spec.decode) : undefined));
    }
    const outcome = reader.read(
      (form) => {
        if (form === 'object' && spec.explode && !spec.whole) return explodedObject(spec, pairs, members);
        if (values === undefined) return undefined;
        const repeats = values.length > 1 && (reader.untyped || spec.whole === true);
        if (repeats || (form === 'list' && spec.explode)) return decodeList(values, spec.decode);
        if (values.length > 1)
          return new Malformed(`must be given once, but is given ${values.length} times`);
        return readDelimited(values[0] as string, spec.style, false, spec.whole ? 'text' : form, spec.decode);
      },
      values !== undefined &&
        (values.length > 1 || (!spec.explode && /[,|\s+\t]|%20|%7c|%09/i.test(values[0] as string))),
    );
    return rescued(spec, reader, values, outcome);
  };
}

/**
 * A list as many clients write it: `a[]=1&a[]=2`, or `a[0]=1&a[1]=2` in the order of the numbers. A name in brackets
 * that another parameter has is that one's.
 */
function bracketedValues({ name, taken }: PairSpec, pairs: Pairs): readonly string[] | undefined {
  const base = name.endsWith('[]') ? name.slice(0, -2) : name;
  const plain = taken.has(`${base}[]`) ? undefined : pairs.byName.get(`${base}[]`);
  if (plain) return plain;
  const numbered: Array<{ at: number; raw: string }> = [];
  for (const pair of pairs.list) {
    if (!pair.name.startsWith(`${base}[`) || taken.has(pair.name)) continue;
    const at = /^\[(\d{1,6})\]$/.exec(pair.name.slice(base.length))?.[1];
    if (at !== undefined) numbered.push({ at: Number(at), raw: pair.raw });
  }
  return numbered.length === 0 ? undefined : numbered.sort((a, b) => a.at - b.at).map(({ raw }) => raw);
}

/** Many clients encode the commas of a list too. That is one item, unless only a split makes sense of it. */
function rescued(
  spec: PairSpec,
  reader: FormReader,
  values: readonly string[] | undefined,
  outcome: Outcome,
): Outcome {
  const raw = values?.[0] ?? '';
  if (spec.explode || values?.length !== 1 || !/%2c/i.test(raw) || raw.includes(',')) return outcome;
  if (!reader.forms.includes('list') && !reader.forms.includes('object')) return outcome;
  if (outcome !== undefined && !(outcome instanceof Malformed) && reader.holds(outcome.value)) return outcome;
  const other = reader.read((form) => readDelimited(raw, spec.style, false, form, spec.decode, /%2c/i), true);
  const fits = other !== undefined && !(other instanceof Malformed) && reader.holds(other.value);
  return fits ? other : outcome;
}

function explodedObject(
  spec: PairSpec,
  pairs: Pairs,
  members: ReturnType<typeof declaredProperties> | undefined,
): Wire | Malformed | undefined {
  const wire = new Map<string, Wire>();
  for (const [name, values] of pairs.byName) {
    const mine = members?.names.has(name) || ((members?.open ?? true) && !spec.taken.has(name));
    if (!mine) continue;
    const list = decodeList(values, spec.decode);
    if (list instanceof Malformed) return list;
    wire.set(name, values.length === 1 ? (list[0] as string) : list);
  }
  return wire.size > 0 ? wire : undefined;
}

function deepReader(spec: PairSpec, reader: FormReader): PairReader {
  return (pairs) => {
    const values = pairs.byName.get(spec.name);
    const deep = deepWire(spec.name, pairs, spec.decode);
    return reader.read((form) => {
      if (deep !== undefined) {
        return form !== 'text' || reader.untyped ? deep : new Malformed('must be a single value');
      }
      if (values === undefined || (form === 'object' && values.join('') === '')) return undefined;
      if (form === 'object') return new Malformed(`must be written as "${spec.name}[key]=value"`);
      if (form === 'list') return decodeList(values, spec.decode);
      if (values.length > 1) return new Malformed(`must be given once, but is given ${values.length} times`);
      return readDelimited(values[0] as string, spec.style, false, 'text', spec.decode);
    }, deep !== undefined);
  };
}
