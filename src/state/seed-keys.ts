import type { Generator } from '../generation/index.ts';
import type { Collection } from '../resource/index.ts';
import type { Schema } from '../schema/index.ts';
import { attempted } from './attempt.ts';
import { isKeyValue, keyMember } from './key-values.ts';
import { keyOf, keyParts, type Space } from './space.ts';
import type { Views } from './views.ts';

/** Makes keys for entities, believable as far as they go. */
export class SeedKeys {
  readonly #views: Views;
  readonly #generator: Generator;

  constructor(views: Views, generator: Generator) {
    this.#views = views;
    this.#generator = generator;
  }

  /**
   * The first keys of a space; fewer where no more can be made.
   *
   * @param isEnough asked once the first `count` are there, since twice as many are made to replace those that do not do
   */
  keys(space: Space, count: number, isEnough: (keys: readonly string[]) => boolean = () => false): string[] {
    const { collection, id: name } = space;
    const member = keyMember(collection);
    const views = this.#views.ordered(collection.views);
    if (member !== undefined) {
      for (const view of views) {
        const fitting = (most: number): string[] => {
          const keys = this.#generator.keys(view, { name, key: member }, most).filter(isKeyValue);
          return keys.filter((key) => fitsPath(collection, [key])).map((key) => keyOf([key]));
        };
        const first = fitting(count);
        if (first.length === count && isEnough(first)) return first;
        const all = fitting(count * 2);
        if (all.length > 0) return all;
      }
    }
    return this.#keysByPath(space, count);
  }

  /** Of the path's own schemas, where no view shows the key in one member of its own. */
  #keysByPath({ collection, id }: Space, count: number): string[] {
    const found = new Set<string>();
    for (let index = 0; index < count * 3 && found.size < count; index++) {
      const parts = collection.keys.map(({ parameter, type }, at) => {
        const schema = pathSchema(collection, at);
        if (type === 'integer' || schema?.accepts(index + 1)) return index + 1;
        const made =
          schema && attempted(this.#generator, schema, { key: `${id} ${index} ${at}`, subject: parameter });
        return isKeyValue(made) ? made : `${collection.name}-${index + 1}`;
      });
      found.add(keyOf(parts));
    }
    return [...found];
  }

  /** A key that is free, believable if there is such a one; another for each label. Undefined where none was found. */
  fresh(space: Space, label: string, isFree: (key: string) => boolean): string | undefined {
    for (let attempt = 0; attempt < 20; attempt++) {
      const id = `${space.id} ${label} ${attempt}`;
      const fresh = this.keys({ ...space, id }, 2).find(isFree);
      if (fresh !== undefined) return fresh;
    }
    const [base = space.collection.name] = this.keys(space, 1);
    for (let number = 2; number < 10_000; number++) {
      const parts = keyParts(base);
      const key = [...parts.slice(0, -1), `${parts.at(-1)}-${number}`];
      if (fitsPath(space.collection, key) && isFree(keyOf(key))) return keyOf(key);
    }
    return undefined;
  }
}

/** Are the keys of a collection whole numbers, which count up? */
export function isNumbered(collection: Collection): boolean {
  const [only] = collection.keys;
  if (collection.keys.length !== 1 || !only) return false;
  return only.type === 'integer' || acceptsNumbersAlone(pathSchema(collection, 0));
}

export function fitsPath(collection: Collection, parts: readonly (string | number)[]): boolean {
  return collection.keys.every((_, index) => {
    const schema = pathSchema(collection, index);
    return !schema || schema.accepts(parts[index]) || schema.accepts(String(parts[index]));
  });
}

function pathSchema({ keyParameters }: Collection, part: number): Schema | undefined {
  return keyParameters[part]?.schema?.for('request');
}

function acceptsNumbersAlone(schema: Schema | undefined): boolean {
  return schema?.accepts(1) === true && !schema.accepts('x');
}
