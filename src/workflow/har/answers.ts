import { isJsonObject, joinPointer } from '../../schema/index.ts';

/** A value that an earlier answer showed. */
interface Shown {
  readonly step: string;
  readonly pointer: string;
  /** The name of the nearest member, items of lists by that of the list. */
  readonly name: string;
  readonly value: string | number;
}

const mostValues = 5000;
const deepest = 20;

/** What answers have shown, so that later requests can say where their values come from. */
export class Answers {
  readonly #shown = new Map<string, Shown[]>();
  readonly #used = new Map<string, Map<string, string>>();

  learn(step: string, answer: unknown): void {
    let left = mostValues;
    const walk = (value: unknown, pointer: string, name: string, depth: number): void => {
      if (depth > deepest || left-- <= 0) return;
      if (Array.isArray(value))
        for (const [index, item] of value.entries()) walk(item, joinPointer(pointer, index), name, depth + 1);
      else if (isJsonObject(value))
        for (const [key, member] of Object.entries(value))
          walk(member, joinPointer(pointer, key), key, depth + 1);
      else if (typeof value === 'string' || typeof value === 'number') {
        const known = this.#shown.get(String(value)) ?? [];
        known.push({ step, pointer, name, value });
        this.#shown.set(String(value), known);
      }
    };
    walk(answer, '', '', 0);
  }

  /**
   * The expression for where a value was seen, the latest of the best; undefined where it is more likely the user's own.
   *
   * @param name of the parameter or member that has it
   * @param isPath parts of a path name things
   */
  find(value: unknown, name: string, isPath = false): string | undefined {
    if (typeof value !== 'string' && typeof value !== 'number') return undefined;
    let best: Shown | undefined;
    let most = isPath ? 1 : 2;
    for (const shown of this.#shown.get(String(value)) ?? []) {
      // A path is text; elsewhere the type is part of the value.
      if (!isPath && typeof shown.value !== typeof value) continue;
      const score = likelihood(shown, name);
      if (score >= most) {
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

/** Ids have ids' names, and values that do not come up by chance: 3 for the same name, 2 for one or the other, 1 for a member. */
function likelihood({ name: seen, value }: Shown, wanted: string): number {
  const [left, right] = [plain(seen), plain(wanted)];
  const isDistinct = typeof value === 'string' && value.length >= 8 && /\d/.test(value);
  if (left === right && (isId(left) || isDistinct)) return 3;
  if (isId(left) && (isId(right) || right.endsWith(left))) return 2;
  if (isDistinct) return 2;
  return isId(left) ? 1 : 0;
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

function isId(name: string): boolean {
  return /(?:id|uuid|guid|pk|key|code|token|slug|number|ref)$/.test(name);
}
