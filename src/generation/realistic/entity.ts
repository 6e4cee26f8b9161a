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
import { isAspect } from './owner.ts';
import type { Source } from './source.ts';

/**
 * The facts of one object that its properties share, each sampled when first asked for and from a stream of its own,
 * so that a further property changes no other one.
 */
export interface Entity {
  /** The object's name as the caller gave it. */
  readonly owner: string | undefined;
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

/** `address` within `user` speaks of the user; `user` within `order` is a thing of its own. */
export function createEntity(
  source: Source,
  random: Random,
  owner: string | undefined,
  parent: Entity | undefined,
): Entity {
  if (parent !== undefined && isAspect(owner)) return new Aspect(parent, owner);
  return new Whole(source, random, owner);
}

class Whole implements Entity {
  readonly owner: string | undefined;
  readonly source: Source;
  readonly #random: Random;
  readonly #facts = new Map<string, unknown>();

  constructor(source: Source, random: Random, owner: string | undefined) {
    this.source = source;
    this.#random = random;
    this.owner = owner;
  }

  get person(): Person {
    return this.#once('person', (random) => samplePerson(this.source, random, this.city));
  }

  get job(): string {
    return this.#once('job', (random) => this.source.faker(random).person.jobTitle());
  }

  get company(): Company {
    return this.#once('company', (random) => sampleCompany(this.source, random));
  }

  get city(): City {
    return this.#once('city', (random) => sampleCity(this.source, random));
  }

  get place(): Place {
    return this.#once('place', (random) => samplePlace(this.source, random, this.city));
  }

  get product(): Product {
    return this.#once('product', sampleProduct);
  }

  get moments(): Moments {
    return this.#once('moments', (random) => sampleMoments(this.source, random));
  }

  get file(): File {
    return this.#once('file', sampleFile);
  }

  get version(): string {
    return this.#once('version', sampleVersion);
  }

  get code(): Code {
    return this.#once('code', sampleCode);
  }

  get network(): Network {
    return this.#once('network', sampleNetwork);
  }

  part(role: string): Entity {
    return this.#once(`part ${role}`, (random) => new Whole(this.source, random, role));
  }

  fact(key: string, sample: (random: Random) => string): string {
    return this.#once(`fact ${key}`, sample);
  }

  #once<T>(name: string, sample: (random: Random) => T): T {
    const known = this.#facts.get(name) as T | undefined;
    if (known !== undefined) return known;
    const fresh = sample(this.#random.fork(`facet ${name}`));
    this.#facts.set(name, fresh);
    return fresh;
  }
}

/** A part of another object, under its own name. */
class Aspect implements Entity {
  readonly owner: string | undefined;
  readonly #whole: Entity;

  constructor(whole: Entity, owner: string | undefined) {
    this.#whole = whole;
    this.owner = owner;
  }

  get source(): Source {
    return this.#whole.source;
  }

  get person(): Person {
    return this.#whole.person;
  }

  get job(): string {
    return this.#whole.job;
  }

  get company(): Company {
    return this.#whole.company;
  }

  get city(): City {
    return this.#whole.city;
  }

  get place(): Place {
    return this.#whole.place;
  }

  get product(): Product {
    return this.#whole.product;
  }

  get moments(): Moments {
    return this.#whole.moments;
  }

  get file(): File {
    return this.#whole.file;
  }

  get version(): string {
    return this.#whole.version;
  }

  get code(): Code {
    return this.#whole.code;
  }

  get network(): Network {
    return this.#whole.network;
  }

  part(role: string): Entity {
    return this.#whole.part(role);
  }

  fact(key: string, sample: (random: Random) => string): string {
    return this.#whole.fact(key, sample);
  }
}
