import type { BodyOf, ContentOf, Handler, Handlers, PartOf, TypedOperation } from '../fixture/index.ts';

/** Where no types are given: every name is taken, and checked against the description at run time. */
export interface Untyped {
  // biome-ignore lint/suspicious/noExplicitAny: nothing is known of these
  operations: Record<string, any>;
  // biome-ignore lint/suspicious/noExplicitAny: nothing is known of these
  components: { schemas: Record<string, any> };
  // biome-ignore lint/suspicious/noExplicitAny: nothing is known of these
  collections: any;
}

/** `Api` as `standin types` writes it, `{ operations; components }` of openapi-typescript, or its `operations` alone. */
export type OperationsOf<Types> = Types extends { operations: infer Operations } ? Operations : Types;
type ComponentsOf<Types> = Types extends { components: infer Components } ? Components : object;
export type SchemasOf<Types> =
  ComponentsOf<Types> extends { schemas: infer Schemas } ? Schemas : Record<string, unknown>;

export type OperationName<Types> = keyof OperationsOf<Types> & string;
export type SchemaName<Types> = keyof SchemasOf<Types> & string;

/** `any`, and nothing else. */
export type IsAny<T> = 0 extends 1 & T ? true : false;

/** Whatever is given of a body, a deep part of it. Lists are given whole. */
export type Part<T> =
  IsAny<T> extends true
    ? T
    : T extends readonly (infer Item)[]
      ? ReadonlyArray<Part<Item>>
      : T extends object
        ? { readonly [Key in keyof T]?: Part<T[Key]> }
        : T;

type Operation<Types, Name> = Name extends keyof OperationsOf<Types> ? OperationsOf<Types>[Name] : never;
type ResponsesOf<Op> = Op extends { responses: infer Responses } ? Responses : never;

/** A function that answers an operation. */
export type HandlerOf<Types, Name> =
  IsAny<Operation<Types, Name>> extends true
    ? Handler
    : Name extends keyof Handlers<OperationsOf<Types>>
      ? Handlers<OperationsOf<Types>>[Name]
      : never;

/** The documented statuses; any where ranges or a default are. */
export type StatusOf<Types, Name> = StatusIn<Operation<Types, Name>>;
type StatusIn<Op> =
  IsAny<Op> extends true
    ? number
    : keyof ResponsesOf<Op> extends infer Key
      ? Key extends number
        ? Key
        : number
      : never;

/** The body of a response by its status. */
export type BodyFor<Types, Name, Status> = BodyAt<Operation<Types, Name>, Status>;
type BodyAt<Op, Status> =
  IsAny<Op> extends true
    ? // biome-ignore lint/suspicious/noExplicitAny: nothing is known of it
      any
    : ContentOf<
        Status extends keyof ResponsesOf<Op>
          ? ResponsesOf<Op>[Status]
          : RangeOf<Status> extends keyof ResponsesOf<Op>
            ? ResponsesOf<Op>[RangeOf<Status>]
            : ResponsesOf<Op> extends { default: infer Response }
              ? Response
              : never
      >;
type RangeOf<Status> = `${Status & number}` extends `${infer First}${number}${number}` ? `${First}XX` : never;

/** The body of a good answer. */
export type GoodBodyOf<Types, Name> = GoodIn<Operation<Types, Name>>;
type GoodIn<Op> =
  IsAny<Op> extends true
    ? // biome-ignore lint/suspicious/noExplicitAny: nothing is known of it
      any
    : {
        [Status in keyof ResponsesOf<Op>]: `${Status & (string | number)}` extends `2${string}`
          ? ContentOf<ResponsesOf<Op>[Status]>
          : never;
      }[keyof ResponsesOf<Op>];

type ParametersOf<Op, Place extends 'path' | 'query'> =
  IsAny<Op> extends true
    ? // biome-ignore lint/suspicious/noExplicitAny: nothing is known of them
      Record<string, any>
    : Op extends { parameters: Record<Place, infer Parameters> }
      ? PartOf<Parameters>
      : Op extends { parameters: { [Name in Place]?: infer Parameters } }
        ? PartOf<Parameters>
        : Record<string, never>;

/** Path parameters as the description types them. */
export type PathOf<Types, Name> = ParametersOf<Operation<Types, Name>, 'path'>;
export type QueryOf<Types, Name> = ParametersOf<Operation<Types, Name>, 'query'>;
/** The body of a request. */
export type RequestBodyOf<Types, Name> =
  IsAny<Operation<Types, Name>> extends true
    ? // biome-ignore lint/suspicious/noExplicitAny: nothing is known of it
      any
    : Operation<Types, Name> extends TypedOperation
      ? BodyOf<Operation<Types, Name>>
      : unknown;
