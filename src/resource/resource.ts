import type { MediaType, Operation, Parameter, ResponseSpec } from '../model/index.ts';
import type { Schema } from '../schema/index.ts';

/**
 * What the operations of a description are about, read from paths, methods, schemas, links, parameters and headers.
 * Nothing here holds data: `state/` keeps entities by it, `contract/` plans sequences by it.
 */
export interface Resources {
  readonly collections: readonly Collection[];
  readonly singletons: readonly Singleton[];
  /** Undefined: the operation is none of the known forms, and nothing may be inferred of it. */
  role(operation: Operation): Role | undefined;
  /** What the path of an operation without a role leads through; undefined where it leads through no known thing. */
  through(operation: Operation): Through | undefined;
  /** The operations that may have a part in it, by their paths alone: those that have, and others. Costs next to nothing. */
  near(of: Collection | Singleton): readonly Operation[];
  /** The operations whose good answers may show it, by their paths alone: those that do, and others. Costs next to nothing. */
  showing(of: Collection | Singleton): readonly Operation[];
}

/** A thing in a path that goes on: the file of `/files/{id}/content`. */
export interface Through {
  readonly collection: Collection;
  /** The path parameters that fill the collection's parents, outermost first. */
  readonly parents: readonly string[];
  /** How the path names the thing. */
  readonly keys: readonly KeyPart[];
}

/** Things of one kind with a key each: `/users` with `/users/{id}`. */
export interface Collection {
  /** Its path template without a trailing slash, `/teams/{team}/members`; unique. */
  readonly id: string;
  /** The last literal segment of the template: `members`. */
  readonly name: string;
  /** How an entity is told from others below the same parents; more than one part where keys are composite. */
  readonly keys: readonly KeyPart[];
  /** For each part of the key, how item paths describe it; undefined where there are none. */
  readonly keyParameters: ReadonlyArray<Parameter | undefined>;
  /** The path parameters of `id`, outermost first, with the collection that each of them names an entity of. */
  readonly parents: readonly ParentPart[];
  /** Members that name an entity of a collection, of this one's parents too. */
  readonly references: readonly Reference[];
  /** Every schema under which an entity is shown: detail, list item, answers to writes. */
  readonly views: readonly Schema[];
  /** JSON Pointers to members that no two entities share, besides the key: `/email`. */
  readonly unique: readonly string[];
  readonly operations: readonly Operation[];
  /** What led to this, a sentence each, for people. */
  readonly why: readonly string[];
}

/** One thing without a key: `/me`, `/settings`, `/users/{id}/avatar`. */
export interface Singleton {
  readonly id: string;
  readonly name: string;
  readonly parents: readonly ParentPart[];
  /** Where it is an entity of a collection (`/me` of users), that collection. */
  readonly of: Collection | undefined;
  readonly views: readonly Schema[];
  readonly operations: readonly Operation[];
  readonly why: readonly string[];
}

export interface KeyPart {
  /** Of the item path: `user_id`. Where the collection has no item path, the name of the member. */
  readonly parameter: string;
  /** JSON Pointer into an entity to what the parameter names: `/pk`. Undefined where no view shows it. */
  readonly pointer: string | undefined;
  readonly type: 'string' | 'integer';
  /** Does the server choose it, or does the client (PUT to an unknown path, a required writable member)? */
  readonly by: 'server' | 'client';
}

export interface ParentPart {
  readonly parameter: string;
  readonly collection: Collection | undefined;
  /** Pointer into an entity to the member that repeats the parent's key; undefined where none does. */
  readonly pointer: string | undefined;
}

export interface Reference {
  /** JSON Pointer into an entity, `*` for every item of an array: `/owner/id`, `/userIds/*`. */
  readonly pointer: string;
  readonly to: Collection;
  /** Which key of it is named. */
  readonly key: KeyPart;
  /** Null or absence is allowed. */
  readonly optional: boolean;
  /** Where the keys stand of what is shown in full here: `/owner_id` for `/owner/id`. */
  readonly follows?: string;
}

export type Role = ListRole | ItemRole | CreateRole | SingletonRole | ActionRole;

interface RoleBase {
  readonly operation: Operation;
  /** The response of success that shows the entity or the list, if the description has one. */
  readonly success: ResponseSpec | undefined;
  /** Where that response shows the entity; undefined for lists, and where it shows nothing of it. */
  readonly shown: Shown | undefined;
  /**
   * The path parameters of this operation that fill the parents of the collection (or singleton), outermost first: as
   * many as it has parents, whose own names may be others.
   */
  readonly parents: readonly string[];
  /** What else the path says of the entities: `/users/{id}/orders` shows those of `/orders` whose `/user_id` is `id`. */
  readonly within: readonly Binding[];
  readonly why: string;
}

/** A path parameter of an operation that must equal a member of an entity. */
export interface Binding {
  readonly parameter: string;
  /** JSON Pointer into an entity. */
  readonly pointer: string;
}

/** Where an entity (or, after a bulk change, the array of them) stands in a body. */
export interface Shown {
  readonly mediaType: MediaType;
  /** JSON Pointer: '' for the body itself, `/data`. */
  readonly at: string;
  /** What one entity must satisfy there: one of the collection's views. */
  readonly view: Schema;
}

/** GET of a collection (or QUERY, or POST to `/search`). */
export interface ListRole extends RoleBase {
  readonly kind: 'list';
  readonly collection: Collection;
  readonly list: ListShape;
  readonly paging: Paging | undefined;
  readonly filters: readonly Filter[];
  readonly search: Parameter | undefined;
  readonly ordering: Ordering | undefined;
  /** `fields`, `include`, `expand`, `omit`: which members are shown. */
  readonly selection: readonly Selection[];
}

/** Where the items stand in a list's answer and what stands around them. */
export interface ListShape {
  readonly mediaType: MediaType;
  /** Pointer to the array: '' for a bare one, `/results`. */
  readonly items: string;
  /** What one item must satisfy: one of the collection's views. */
  readonly view: Schema;
  /** Set where the "array" is an object with the entities as members, by key. */
  readonly map: boolean;
  /** Pointers to facts around them, by what they say. */
  readonly facts: ReadonlyMap<ListFact, readonly string[]>;
  /** Response headers that say such facts (`X-Total-Count`), and `link` for RFC 8288. */
  readonly headers: ReadonlyMap<ListFact | 'link', string>;
}

export type ListFact =
  | 'total'
  | 'count'
  | 'pages'
  | 'page'
  | 'size'
  | 'offset'
  | 'next-page'
  | 'previous-page'
  | 'start-index'
  | 'end-index'
  | 'next-link'
  | 'previous-link'
  | 'first-link'
  | 'last-link'
  | 'self-link'
  | 'next-cursor'
  | 'previous-cursor'
  | 'first-cursor'
  | 'last-cursor'
  | 'is-first'
  | 'is-last'
  | 'is-empty'
  | 'has-next'
  | 'has-previous';

/** A query parameter may also be a member of the request's body, where the list is asked for by POST. */
export interface Paging {
  readonly kind: 'page' | 'offset' | 'cursor' | 'limit-only';
  readonly page: Parameter | undefined;
  /** Is the first page 0 or 1? */
  readonly firstPage: 0 | 1;
  readonly offset: Parameter | undefined;
  readonly size: Parameter | undefined;
  readonly defaultSize: number;
  readonly maxSize: number | undefined;
  /** Forwards and backwards; the value is a cursor, or a key where `byKey` is set (`starting_after`, `since`). */
  readonly after: Parameter | undefined;
  readonly before: Parameter | undefined;
  readonly byKey: boolean;
}

export interface Filter {
  readonly parameter: Parameter;
  /** Where its value is an object (`filter[age][gte]`), the names that lead to what is compared; else empty. */
  readonly at: readonly string[];
  /** Into an entity; `*` for any item of an array. More than one: any of them. */
  readonly pointers: readonly string[];
  readonly compare:
    | 'equals'
    | 'not'
    | 'in'
    | 'contains'
    | 'icontains'
    | 'startswith'
    | 'endswith'
    | 'gt'
    | 'gte'
    | 'lt'
    | 'lte'
    | 'exists'
    | 'empty';
}

export interface Ordering {
  /** Names the member; `memberPointer` reads its names. Undefined where only the direction can be chosen. */
  readonly by: Parameter | undefined;
  /** `-name` and `+name`, `name desc`, `name:desc`, `name,desc`, `name_desc`; `plain` where `direction` says it. */
  readonly spelling: 'sign' | 'word' | 'colon' | 'comma' | 'suffix' | 'plain';
  /** `asc` or `desc` in some spelling; a boolean is true for what its name says (`reverse`, `desc`, `ascending`). */
  readonly direction: Parameter | undefined;
}

export interface Selection {
  readonly kind: 'fields' | 'omit' | 'include';
  readonly parameter: Parameter;
}

/** One entity, by its key in the path. `upsert`: it also makes one. `merge`: PATCH. */
export interface ItemRole extends RoleBase {
  readonly kind: 'read' | 'replace' | 'merge' | 'delete' | 'exists';
  readonly collection: Collection;
  /**
   * How this path names the entity: the collection's keys under this operation's parameter names, or other members
   * (`/users/by-email/{email}`). Empty where the key stands in the request's body (`PUT /pet`).
   */
  readonly keys: readonly KeyPart[];
  readonly upsert: boolean;
  /** Pointer in the request's body to what is written of the entity: `/post` of `{ post: { title } }`. */
  readonly at: string;
  readonly selection: readonly Selection[];
}

export interface CreateRole extends RoleBase {
  readonly kind: 'create';
  readonly collection: Collection;
  /** Pointer in the request's body to the entity, or to the array of them where `bulk`. */
  readonly at: string;
  readonly bulk: boolean;
  /**
   * Where it is a POST to the path of the thing itself (`POST /baskets/{name}`): how this names what is made. Else empty:
   * the body or the server chooses.
   */
  readonly named: readonly KeyPart[];
}

export interface SingletonRole extends RoleBase {
  readonly kind: 'singleton-read' | 'singleton-replace' | 'singleton-merge' | 'singleton-delete';
  readonly singleton: Singleton;
  /** Pointer in the request's body to what is written of it. */
  readonly at: string;
}

/** Something done to one entity or to a collection: `POST /orders/{id}/cancel`, `POST /users/bulk-delete`. */
export interface ActionRole extends RoleBase {
  readonly kind: 'action';
  readonly collection: Collection;
  /** How the path names an entity; empty where it names none. */
  readonly keys: readonly KeyPart[];
  /** Does the answer show the entity? */
  readonly shows: boolean;
  /** What the description lets it change, by member pointer: `cancel` and an enum with `cancelled`. */
  readonly changes: ReadonlyMap<string, unknown>;
  readonly bulk: 'update' | 'delete' | undefined;
  /** Of a bulk action without `named`: is it known to be done to all, or to those that the filters let pass? */
  readonly all: boolean;
  /** Of a bulk action: query parameters that choose the entities. */
  readonly filters: readonly Filter[];
  /** Of a bulk action: JSON Pointer in the request's body to the array of keys, `/ids`, or of objects with the key. */
  readonly named: string | undefined;
}
