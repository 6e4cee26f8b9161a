import { applicableAt, declaredNames, isMarkedSecret } from './applicable.ts';
import type { Judge } from './holds.ts';
import { parsePointer } from './json-pointer.ts';
import { HIDDEN, isSecretName } from './received.ts';

/** What may be seen of a value that is explained, and what its whole schema declares. */
export class Sight {
  readonly #judge: Judge;
  readonly #root: unknown;
  readonly #secret: boolean;
  readonly #known: Known;

  constructor(judge: Judge, root: unknown, secret: boolean) {
    this.#judge = judge;
    this.#root = root;
    this.#secret = secret;
    this.#known = knownOf(root);
  }

  /** The value, or what stands for it where it is a secret. */
  of(pointer: string, value: unknown): unknown {
    if (this.#secret) return HIDDEN;
    const hidden = remembered(this.#known.hidden, pointer, () => {
      const tokens = parsePointer(pointer) ?? [];
      return tokens.some(isSecretName) || isMarkedSecret(this.#judge, this.#root, tokens);
    });
    return hidden ? HIDDEN : value;
  }

  /** The names that are declared for the object at a place, in any branch. */
  declared(pointer: string): ReadonlySet<string> {
    return remembered(this.#known.declared, pointer, () =>
      declaredNames(applicableAt(this.#judge, this.#root, parsePointer(pointer) ?? []) ?? []),
    );
  }
}

/** What a whole schema says of places, by their pointers. */
interface Known {
  readonly hidden: Map<string, boolean>;
  readonly declared: Map<string, ReadonlySet<string>>;
}

const bySchema = new WeakMap<object, Known>();
/** Pointers come from messages. */
const mostPlaces = 500;

function knownOf(root: unknown): Known {
  if (typeof root !== 'object' || root === null) return nothingKnown();
  let known = bySchema.get(root);
  if (!known) bySchema.set(root, (known = nothingKnown()));
  return known;
}

function nothingKnown(): Known {
  return { hidden: new Map(), declared: new Map() };
}

function remembered<T>(known: Map<string, T>, pointer: string, workOut: () => T): T {
  let said = known.get(pointer);
  if (said === undefined) {
    said = workOut();
    if (known.size >= mostPlaces) known.clear();
    known.set(pointer, said);
  }
  return said;
}
