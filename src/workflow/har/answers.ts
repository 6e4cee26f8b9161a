import { isJsonObject, joinPointer } from '../../schema/index.ts';

/** A value that an earlier answer showed. */
interface Shown {
  readonly step: string;
  readonly pointer: string;
  /** The name of the nearest member, items of lists by that of the list. */
  readonly name: string;
  readonly value: string | number;
  /** The path of the operation, without a parameter at its end. */
  readonly collection: string;
}

const mostValues = 5000;
/** Of one value. */
const mostPlaces = 50;
const deepest = 20;

/** What answers have shown, so that later requests can say where their values come from. */
export class Answers {
  readonly #shown = new Map<string, Shown[]>();
  readonly #used = new Map<string, Map<string, string>>();

  learn(step: string, answer: unknown, path: string): void {
    let left = mostValues;
    const collection = path.replace(/(?:\/\{[^/]*\})?\/?$/, '');
    const walk = (value: unknown, pointer: string, name: string, depth: number): void => {
      if (depth > deepest || left-- <= 0) return;
      if (Array.isArray(value))
        for (const [index, item] of value.entries()) walk(item, joinPointer(pointer, index), name, depth + 1);
      else if (isJsonObject(value))
        for (const [key, member] of Object.entries(value))
          walk(member, joinPointer(pointer, key), key, depth + 1);
      else if (typeof value === 'string' || typeof value === 'number') {
        const known = this.#shown.get(String(value)) ?? [];
        if (known.length < mostPlaces) known.push({ step, pointer, name, value, collection });
        this.#shown.set(String(value), known);
      }
    };
    walk(answer, '', '', 0);
  }

  /**
   * The expression for where a value was seen first, of the likeliest answers; undefined where it is more likely the
   * user's own.
   */
  find(value: unknown, wanted: Wanted): string | undefined {
    if (typeof value !== 'string' && typeof value !== 'number') return undefined;
    let best: Shown | undefined;
    let most = isDistinct(value) ? (wanted.in === 'path' ? 1 : 2) : 3;
    for (const shown of this.#shown.get(String(value)) ?? []) {
      // A path is text; elsewhere the type is part of the value.
      if (wanted.in !== 'path' && typeof shown.value !== typeof value) continue;
      // An item of a list may be another one the next time.
      const score = likelihood(shown, wanted) + (/\/\d+(?:\/|$)/.test(shown.pointer) ? 0 : 0.5);
      if (best ? score > most : score >= most) {
        most = score;
        best = shown;
      }
    }
    return best && this.#expression(best);
  }

  /** The outputs of a step that others speak of: names with their expressions. */
  outputsOf(step: string): Record<string, string> {
    return Object.fromEntries(
      [...(this.#used.get(step) ?? [])].map(([pointer, name]) => [name, `$response.body#${pointer}`]),
    );
  }

  #expression({ step, pointer, name }: Shown): string {
    let outputs = this.#used.get(step);
    if (!outputs) this.#used.set(step, (outputs = new Map()));
    let output = outputs.get(pointer);
    if (output === undefined) {
      const plain = name.replaceAll(/[^A-Za-z0-9_-]/g, '_') || 'value';
      const taken = new Set(outputs.values());
      output = plain;
      for (let count = 2; taken.has(output); count++) output = `${plain}_${count}`;
      outputs.set(pointer, output);
    }
    return `$steps.${step}.outputs.${output}`;
  }
}

/** Where a value is used. */
export interface Wanted {
  /** Of the parameter or member. */
  readonly name: string;
  readonly in: 'path' | 'elsewhere';
  /** Of the operation. */
  readonly path: string;
}

/** Ids have ids' names; of things in the path, and of those that the name speaks of, they are likelier still. */
function likelihood({ name: seen, value, collection }: Shown, { name, path }: Wanted): number {
  const [left, right] = [plain(seen), plain(name)];
  const thing = plain(collection.split('/').at(-1) ?? '').replace(/s$/, '');
  const isRelated = collection !== '' && path.startsWith(`${collection}/`);
  const isNamed = thing.length > 2 && right.startsWith(thing) && right !== thing;
  return likeness(left, right, isDistinct(value)) + (isRelated ? 2 : isNamed ? 1 : 0);
}

function likeness(left: string, right: string, distinct: boolean): number {
  // Everything has an id.
  if (left === right && right.length > 4 && (isId(left) || distinct)) return 3;
  if (isId(left) && (isId(right) || right.endsWith(left))) return 2;
  if (distinct) return 2;
  return isId(left) ? 1 : 0;
}

/** Others come up by chance. */
function isDistinct(value: string | number): boolean {
  return typeof value === 'string' && value.length >= 8 && /\d/.test(value);
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

function isId(name: string): boolean {
  return /(?:id|uuid|guid|pk|key|code|token|slug|number|ref)$/.test(name);
}
