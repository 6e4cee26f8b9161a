import { applicableAt, declaredNames, isMarkedSecret } from './applicable.ts';
import type { Judge } from './holds.ts';
import { parsePointer } from './json-pointer.ts';
import { HIDDEN, isSecretName } from './received.ts';

/** What may be seen of a value that is explained, and what its whole schema declares. */
export class Sight {
  readonly #judge: Judge;
  readonly #root: unknown;
  readonly #secret: boolean;
  readonly #hidden = new Map<string, boolean>();
  readonly #declared = new Map<string, Set<string>>();

  constructor(judge: Judge, root: unknown, secret: boolean) {
    this.#judge = judge;
    this.#root = root;
    this.#secret = secret;
  }

  /** The value, or what stands for it where it is a secret. */
  of(pointer: string, value: unknown): unknown {
    let hidden = this.#hidden.get(pointer);
    if (hidden === undefined) {
      const tokens = parsePointer(pointer) ?? [];
      hidden = this.#secret || tokens.some(isSecretName) || isMarkedSecret(this.#judge, this.#root, tokens);
      this.#hidden.set(pointer, hidden);
    }
    return hidden ? HIDDEN : value;
  }

  /** The names that are declared for the object at a place, in any branch. */
  declared(pointer: string): Set<string> {
    let names = this.#declared.get(pointer);
    if (names === undefined) {
      names = declaredNames(applicableAt(this.#judge, this.#root, parsePointer(pointer) ?? []) ?? []);
      this.#declared.set(pointer, names);
    }
    return names;
  }
}
