export const hidden = '***';

/** More are not remembered: a server may make up one with every answer. */
const mostValues = 1_000;

/** Secret values, found in any text as they are and as URLs and JSON write them. */
export class SecretValues {
  readonly #values = new Set<string>();
  #pattern: RegExp | undefined;

  add(value: string): void {
    if (value === '' || this.#values.size >= mostValues || this.#values.has(value)) return;
    for (const form of [value, encodeForUrl(value), JSON.stringify(value).slice(1, -1)])
      this.#values.add(form);
    this.#pattern = undefined;
  }

  hide(text: string): string {
    if (this.#values.size === 0) return text;
    return text.replaceAll((this.#pattern ??= patternOf(this.#values)), hidden);
  }
}

/** The longest first, so that no part of one is left. */
function patternOf(values: ReadonlySet<string>): RegExp {
  const sorted = [...values].toSorted((left, right) => right.length - left.length);
  return new RegExp(sorted.map((value) => value.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&')).join('|'), 'g');
}

function encodeForUrl(value: string): string {
  try {
    return encodeURIComponent(value);
  } catch {
    // Half a surrogate pair.
    return value;
  }
}
