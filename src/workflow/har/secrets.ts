import type { Operation } from '../../model/index.ts';
import { isSecretName } from '../../schema/index.ts';

const JWT = /^ey[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*$/;
/** Shorter ones come up by chance. */
const shortest = 4;

/** Inputs that stand in a workflow for what must not be written down, and for texts that would read as expressions. */
export class Inputs {
  /** By name. */
  readonly #names = new Map<string, string>();
  /** Names by the values that they stand for. */
  readonly #values = new Map<string, string>();
  readonly #secret = new Set<string>();

  /** The expression for a secret; the same value has the same one. */
  secret(name: string, value: string): string {
    const input = this.#nameOf(name, value);
    this.#secret.add(input);
    return `$inputs.${input}`;
  }

  /** The expression for a text that is none, though it looks like one. */
  plain(name: string, value: string): string {
    return `$inputs.${this.#nameOf(name, value)}`;
  }

  /** A secret that has been seen under another name; undefined for all other values. */
  known(value: string): string | undefined {
    const input = value.length >= shortest ? this.#values.get(value) : undefined;
    return input !== undefined && this.#secret.has(input) ? `$inputs.${input}` : undefined;
  }

  /** A longer text with secrets in it replaced. */
  within(text: string): string {
    let replaced = text;
    for (const [value, input] of this.#values)
      if (value.length >= shortest && this.#secret.has(input))
        replaced = replaced.replaceAll(value, `{$inputs.${input}}`);
    return replaced;
  }

  /** A JSON Schema for all of them; undefined where there are none. Credentials are for the caller to send or not. */
  schema(optional: ReadonlySet<string>): object | undefined {
    if (this.#names.size === 0) return undefined;
    const properties = Object.fromEntries(
      [...this.#names].map(([name, value]) => [
        name,
        this.#secret.has(name) ? { type: 'string', format: 'password' } : { type: 'string', default: value },
      ]),
    );
    const required = [...this.#secret].filter((name) => !optional.has(name));
    return { type: 'object', ...(required.length > 0 ? { required } : {}), properties };
  }

  #nameOf(name: string, value: string): string {
    const base = name.replaceAll(/[^A-Za-z0-9_-]/g, '_');
    if (this.#names.get(base) === value) return base;
    // What a recorder has masked is the same everywhere, whatever it was.
    const isMasked = /^(?:[*x•.]+|\[?redacted\]?|<?hidden>?)$/i.test(value);
    const known = isMasked ? undefined : this.#values.get(value);
    if (known !== undefined) return known;
    let input = base;
    for (let count = 2; this.#names.has(input); count++) input = `${base}_${count}`;
    this.#names.set(input, value);
    if (!isMasked) this.#values.set(value, input);
    return input;
  }
}

/** Must the value of a member, parameter or header of this name not be written down? */
export function isSecret(name: string, value: unknown, operation: Operation): boolean {
  if (typeof value !== 'string' || value === '') return false;
  const keys = operation.security.flatMap(({ schemes }) =>
    schemes.flatMap(({ scheme }) => scheme.parameter?.toLowerCase() ?? []),
  );
  return isSecretName(name) || keys.includes(name.toLowerCase()) || JWT.test(value);
}
