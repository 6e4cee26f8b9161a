import type { Random } from '../random.ts';
import type { City } from './atlas.ts';
import { type Product, sampleProduct } from './catalog.ts';
import {
  type Code,
  type File,
  type Network,
  sampleCode,
  sampleFile,
  sampleNetwork,
  sampleVersion,
} from './digital.ts';
import {
  type Company,
  type Moments,
  type Person,
  type Place,
  sampleCity,
  sampleCompany,
  sampleMoments,
  samplePerson,
  samplePlace,
} from './facets.ts';
import { isAbode, isAspect } from './owner.ts';
import type { Source } from './source.ts';

/**
 * The facts of one object that its properties share, each sampled when first asked for and from a stream of its own,
 * so that a further property changes no other one.
 */
export interface Entity {
  readonly source: Source;
  readonly person: Person;
  readonly job: string;
  readonly company: Company;
  readonly city: City;
  readonly place: Place;
  readonly product: Product;
  readonly moments: Moments;
  readonly file: File;
  readonly version: string;
  readonly code: Code;
  readonly network: Network;
  /** Somebody or something else that the object speaks of, such as the `manager` of `manager_name` and `manager_email`. */
  part(role: string): Entity;
  /** The same text for the same key, so that `name` and `slug` agree. */
  fact(key: string, sample: (random: Random) => string): string;
}

/**
 * `profile` within `user` speaks of the user; `user` within `order` is a thing of its own. An address speaks of the same
 * person, but of a place of its own, since there may be several.
 */
export function createEntity(
  source: Source,
  random: Random,
  owner: string | undefined,
  parent: Entity | undefined,
): Entity {
  const whole = parent instanceof Facts && isAspect(owner, parent.owner) ? parent : undefined;
  return new Facts(source, random, owner, whole);
}

class Facts implements Entity {
  readonly source: Source;
  readonly owner: string | undefined;
  readonly #random: Random;
  /** Holds the facets: the outermost of the objects that speak of one thing. */
  readonly #whole: Facts;
  /** Holds those of the place, which is this one's own where it is an abode. */
  readonly #where: Facts;
  #known: Map<string, unknown> | undefined;

  constructor(source: Source, random: Random, owner: string | undefined, whole: Facts | undefined) {
    this.source = source;
    this.owner = owner;
    this.#random = random;
    this.#whole = whole === undefined ? this : whole.#whole;
    this.#where = whole === undefined || isAbode(owner) ? this : whole.#where;
  }

  get person(): Person {
    return this.#whole.#once('facet person', (facts, random) =>
      samplePerson(facts.source, random, facts.city),
    );
  }

  get job(): string {
    return this.#whole.#once('facet job', ({ source }, random) => source.phrases.jobTitle(random));
  }

  get company(): Company {
    return this.#whole.#once('facet company', ({ source }, random) => sampleCompany(source, random));
  }

  get city(): City {
    return this.#where.#once('facet city', ({ source }, random) => sampleCity(source, random));
  }

  get place(): Place {
    return this.#where.#once('facet place', (facts, random) => samplePlace(facts.source, random, facts.city));
  }

  get product(): Product {
    return this.#whole.#once('facet product', (_facts, random) => sampleProduct(random));
  }

  get moments(): Moments {
    return this.#whole.#once('facet moments', ({ source }, random) => sampleMoments(source, random));
  }

  get file(): File {
    return this.#whole.#once('facet file', (_facts, random) => sampleFile(random));
  }

  get version(): string {
    return this.#whole.#once('facet version', (_facts, random) => sampleVersion(random));
  }

  get code(): Code {
    return this.#whole.#once('facet code', (_facts, random) => sampleCode(random));
  }

  get network(): Network {
    return this.#whole.#once('facet network', (_facts, random) => sampleNetwork(random));
  }

  part(role: string): Entity {
    return this.#whole.#once(
      `facet part ${role}`,
      ({ source }, random) => new Facts(source, random, role, undefined),
    );
  }

  fact(key: string, sample: (random: Random) => string): string {
    return this.#whole.#once(`facet fact ${key}`, (_facts, random) => sample(random));
  }

  /** A facet's stream belongs to whoever holds the facet, so it does not matter which of two objects asks first. */
  #once<T>(name: string, sample: (facts: Facts, random: Random) => T): T {
    this.#known ??= new Map();
    const known = this.#known.get(name) as T | undefined;
    if (known !== undefined) return known;
    const fresh = sample(this, this.#random.fork(name));
    this.#known.set(name, fresh);
    return fresh;
  }
}
