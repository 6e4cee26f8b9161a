import { itemPart, type SchemaPart, typesOf } from '../schema-shape.ts';
import { type Form, Malformed } from './style-read.ts';
import { type Wire, wireReader } from './wire.ts';

/** Undefined: the message does not carry it. */
export type Outcome = { readonly value: unknown } | Malformed | undefined;

/** Reads a text, or whatever else `split` knows how to split, into the value that the schema takes. */
export interface FormReader {
  readonly forms: readonly Form[];
  /**
   * Of several forms that the schema takes, the first whose value it holds for; with `structuredFirst`, lists and objects
   * are tried before texts. Where it holds for none, the first that could be read.
   */
  read(split: (form: Form) => Wire | Malformed | undefined, structuredFirst?: boolean): Outcome;
  /** Is the value one that the schema takes? Interpreted, for doubtful cases only. */
  holds(value: unknown): boolean;
  /** The schema says nothing about the type. */
  readonly untyped: boolean;
}

export function formReader(part: SchemaPart | undefined): FormReader {
  const forms = formsOf(part);
  const readWire = wireReader(part);
  const holds = (value: unknown) => part === undefined || part.scope.holds(part.json, value);
  const emptyItems = takesText(part && itemPart(part, 0));
  // Where no item can be an empty text, an empty text is an empty list.
  const toOutcome = (form: Form, wire: Wire | Malformed | undefined): Outcome => {
    if (wire === undefined || wire instanceof Malformed) return wire;
    const isEmptyList =
      form === 'list' && !emptyItems && Array.isArray(wire) && wire.length === 1 && wire[0] === '';
    return { value: readWire(isEmptyList ? [] : wire) };
  };
  return {
    forms,
    holds,
    untyped: (part && typesOf(part)) === undefined,
    read(split, structuredFirst = false) {
      const [first] = forms;
      if (forms.length === 1 && first) return toOutcome(first, split(first));
      let fallback: Outcome;
      for (const form of structuredFirst ? [...forms].reverse() : forms) {
        const outcome = toOutcome(form, split(form));
        if (outcome === undefined) continue;
        if (!(outcome instanceof Malformed) && holds(outcome.value)) return outcome;
        if (fallback === undefined || fallback instanceof Malformed) fallback = outcome;
      }
      return fallback;
    },
  };
}

/** Text first; a schema that says nothing takes text. */
function formsOf(part: SchemaPart | undefined): Form[] {
  const types = part && typesOf(part);
  if (types === undefined) return ['text'];
  const forms: Form[] = [];
  if ([...types].some((type) => type !== 'array' && type !== 'object' && type !== 'null')) forms.push('text');
  if (types.has('array')) forms.push('list');
  if (types.has('object')) forms.push('object');
  if (types.has('null') || forms.length === 0) forms.unshift('text');
  return [...new Set(forms)];
}

function takesText(part: SchemaPart | undefined): boolean {
  const types = part && typesOf(part);
  return types === undefined || types.has('string');
}
