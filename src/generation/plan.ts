import type { SchemaScope } from '../schema/index.ts';
import { flatten, type Step } from './flatten.ts';
import type { Alternative, Shape, Subschema } from './shape.ts';

/** In which order the alternatives of a choice are tried, by their indexes. */
export type Order = (alternatives: readonly Alternative[], level: number) => readonly number[];

interface Branch {
  readonly step: Step;
  children: Map<number, Branch> | undefined;
}

const maxBranches = 600;

/** The ways in which a conjunction of subschemas can be satisfied, worked out as they are first tried and then kept. */
export interface Plan {
  readonly schemas: readonly Subschema[];
  /** The one shape of a conjunction without choices; undefined where there are choices or there is a contradiction. */
  readonly only: Shape | undefined;
  /** Shapes by choices, in the order asked for; contradictions are passed over. Bounded; `spend` is told of each branch. */
  shapes(order: Order, spend: (branch: object) => void): Iterable<Shape>;
}

export interface Plans {
  /** The same list gives the same plan. */
  of(schemas: readonly Subschema[]): Plan;
}

class ChoicePlan implements Plan {
  readonly schemas: readonly Subschema[];
  readonly #scope: SchemaScope;
  #root: Branch | undefined;

  constructor(schemas: readonly Subschema[], scope: SchemaScope) {
    this.schemas = schemas;
    this.#scope = scope;
  }

  get only(): Shape | undefined {
    const { step } = this.#start();
    return step.kind === 'shape' ? step.shape : undefined;
  }

  *shapes(order: Order, spend: (branch: object) => void): Iterable<Shape> {
    const stack: Array<{ parent: Branch | undefined; path: readonly number[] }> = [
      { parent: undefined, path: [] },
    ];
    for (let visited = 0; stack.length > 0 && visited < maxBranches; visited++) {
      const { parent, path } = stack.pop()!;
      const branch = parent ? this.#child(parent, path) : this.#start();
      if (parent) spend(branch);
      if (branch.step.kind === 'shape') yield branch.step.shape;
      if (branch.step.kind !== 'choice') continue;
      const indexes = order(branch.step.alternatives, path.length);
      // In reverse, so that the first is taken next.
      for (let at = indexes.length - 1; at >= 0; at--)
        stack.push({ parent: branch, path: [...path, indexes[at]!] });
    }
  }

  #start(): Branch {
    this.#root ??= { step: flatten(this.schemas, [], this.#scope), children: undefined };
    return this.#root;
  }

  #child(parent: Branch, path: readonly number[]): Branch {
    const index = path.at(-1)!;
    let child = parent.children?.get(index);
    if (!child) {
      child = { step: flatten(this.schemas, path, this.#scope), children: undefined };
      (parent.children ??= new Map()).set(index, child);
    }
    return child;
  }
}

export function createPlans(scope: SchemaScope): Plans {
  const single = new WeakMap<object, Plan>();
  const several = new Map<string, Plan>();
  const ids = new WeakMap<object, number>();
  let nextId = 0;

  function idOf(schema: Subschema): string {
    if (typeof schema === 'boolean') return schema ? 't' : 'f';
    let id = ids.get(schema);
    if (id === undefined) ids.set(schema, (id = nextId++));
    return String(id);
  }

  return {
    of(schemas) {
      const [first] = schemas;
      if (schemas.length === 1 && typeof first === 'object') {
        let plan = single.get(first);
        if (!plan) single.set(first, (plan = new ChoicePlan(schemas, scope)));
        return plan;
      }
      const key = schemas.map(idOf).join(' ');
      let plan = several.get(key);
      if (!plan) several.set(key, (plan = new ChoicePlan(schemas, scope)));
      return plan;
    },
  };
}
