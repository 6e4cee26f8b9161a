import type { Document, Node } from '../document/index.ts';
import type { Fault } from '../errors.ts';
import type { Direction, Schema } from '../schema/index.ts';

/**
 * A description, understood. Everything below an operation is worked out when first asked for and kept; nothing here
 * or later knows an OpenAPI version or sees a Reference Object outside a schema.
 */
export interface Api {
  readonly title: string;
  readonly version: string;
  readonly description: string | undefined;
  readonly document: Document;
  readonly servers: readonly Server[];
  readonly tags: readonly string[];
  /** In the document's order. */
  readonly operations: readonly Operation[];
  /** 3.1 webhooks: `path` is the webhook's name. */
  readonly webhooks: readonly Operation[];
  readonly securitySchemes: ReadonlyMap<string, SecurityScheme>;
  /** By operationId, or by `GET /users/{id}`. */
  operation(idOrPath: string): Operation | undefined;
  /** A component schema by its name. */
  schema(name: string, direction?: Direction): Schema | undefined;
  schemaNames(): string[];
  /** Everything that was found wrong so far, in the document, its schemas and the model. */
  faults(): Fault[];
}

export interface Server {
  /** With variables at their defaults. */
  readonly url: string;
  /** The path of `url` without a trailing slash; `''` for the root. */
  readonly path: string;
  readonly description: string | undefined;
  /** As written, with its variables in braces. */
  readonly template: string;
  readonly variables: ReadonlyMap<string, ServerVariable>;
}

export interface ServerVariable {
  readonly default: string | undefined;
  /** Empty: any value will do. */
  readonly values: readonly string[];
}

export interface Operation {
  /** operationId, or `GET /users/{id}` where there is none (or it is another operation's too). */
  readonly id: string;
  /** Upper-case; also `QUERY` and whatever `additionalOperations` names. */
  readonly method: string;
  /** As the key of `paths`, for example `/users/{id}`. */
  readonly path: string;
  readonly summary: string | undefined;
  readonly description: string | undefined;
  readonly deprecated: boolean;
  readonly tags: readonly string[];
  readonly node: Node;
  /** Path-level ones included, each once. */
  readonly parameters: readonly Parameter[];
  readonly requestBody: RequestBody | undefined;
  readonly responses: readonly ResponseSpec[];
  /** Alternatives: one must hold. Empty: nothing is asked for. */
  readonly security: readonly SecurityRequirement[];
  /** Operation's, else path's, else the api's. */
  readonly servers: readonly Server[];
  readonly callbacks: readonly Callback[];
}

export interface Callback {
  readonly name: string;
  /** The runtime expression that is its key. */
  readonly expression: string;
  readonly operations: readonly Operation[];
}

export type ParameterLocation = 'path' | 'query' | 'header' | 'cookie' | 'querystring';
export type ParameterStyle =
  | 'matrix'
  | 'label'
  | 'simple'
  | 'form'
  | 'spaceDelimited'
  | 'pipeDelimited'
  | 'deepObject'
  | 'cookie'
  /** Swagger 2.0's `collectionFormat: tsv`. */
  | 'tabDelimited';

export interface Parameter {
  readonly name: string;
  readonly in: ParameterLocation;
  readonly required: boolean;
  readonly deprecated: boolean;
  readonly description: string | undefined;
  readonly style: ParameterStyle;
  readonly explode: boolean;
  readonly allowReserved: boolean;
  readonly allowEmptyValue: boolean;
  /** Undefined where `content` is used or nothing is said. */
  readonly schema: SchemaHandle | undefined;
  readonly content: MediaType | undefined;
  readonly examples: readonly Example[];
  readonly node: Node;
}

/** Response headers, and headers of multipart parts. */
export interface Header {
  readonly name: string;
  readonly required: boolean;
  readonly explode: boolean;
  readonly schema: SchemaHandle | undefined;
  readonly content: MediaType | undefined;
  readonly examples: readonly Example[];
  readonly node: Node;
}

export interface RequestBody {
  readonly required: boolean;
  readonly description: string | undefined;
  readonly content: readonly MediaType[];
  readonly node: Node;
}

export interface MediaType {
  /** As written, for example `application/json; charset=utf-8` or `image/*`. */
  readonly type: string;
  readonly schema: SchemaHandle | undefined;
  /** Of each item of a sequential media type (SSE, JSON Lines). */
  readonly itemSchema: SchemaHandle | undefined;
  readonly examples: readonly Example[];
  readonly encoding: ReadonlyMap<string, Encoding>;
  readonly prefixEncoding: readonly Encoding[];
  readonly itemEncoding: Encoding | undefined;
  readonly node: Node;
}

export interface Encoding {
  readonly contentType: string | undefined;
  readonly headers: readonly Header[];
  readonly style: ParameterStyle | undefined;
  readonly explode: boolean | undefined;
  readonly allowReserved: boolean;
}

export interface ResponseSpec {
  /** `200`, `2XX` (upper-case) or `default`. */
  readonly status: string;
  readonly summary: string | undefined;
  readonly description: string | undefined;
  readonly headers: readonly Header[];
  readonly content: readonly MediaType[];
  readonly links: readonly Link[];
  readonly node: Node;
}

export interface Link {
  readonly name: string;
  readonly operationId: string | undefined;
  readonly operationRef: string | undefined;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly requestBody: unknown;
  readonly node: Node;
}

/**
 * Where an example came from decides its rank: `example` and `examples` of the media type or parameter; Swagger 2.0's
 * `examples` by media type are read as `example`. Examples inside schemas are not listed here.
 */
export interface Example {
  /** Its key in `examples`; undefined for `example`. */
  readonly name: string | undefined;
  readonly summary: string | undefined;
  /** The data, already parsed (`value`, `dataValue`, `example`). */
  readonly value: unknown;
  /** 3.2 `serializedValue`: the bytes as text. */
  readonly serialized: string | undefined;
  /** `externalValue`, not fetched. */
  readonly external: string | undefined;
  readonly node: Node;
}

/** A schema that is looked at when first asked for. */
export interface SchemaHandle {
  readonly node: Node;
  /** The same Schema each time. */
  for(direction: Direction): Schema;
}

/** All of `schemes` must hold. `{}` in the description is an empty list of schemes: it always holds. */
export interface SecurityRequirement {
  readonly schemes: ReadonlyArray<{ readonly scheme: SecurityScheme; readonly scopes: readonly string[] }>;
}

export interface SecurityScheme {
  readonly name: string;
  readonly type: 'apiKey' | 'http' | 'oauth2' | 'openIdConnect' | 'mutualTLS';
  /** Of an apiKey. */
  readonly in: 'query' | 'header' | 'cookie' | undefined;
  /** Of an apiKey: the parameter's name. */
  readonly parameter: string | undefined;
  /** Of http, lower-case: `basic`, `bearer`, `digest` … */
  readonly scheme: string | undefined;
  readonly bearerFormat: string | undefined;
  readonly openIdConnectUrl: string | undefined;
  /** Of oauth2, by flow name (`authorizationCode`, `deviceAuthorization` …). */
  readonly flows: ReadonlyMap<string, OAuthFlow>;
  readonly node: Node;
}

export interface OAuthFlow {
  readonly authorizationUrl: string | undefined;
  readonly tokenUrl: string | undefined;
  readonly refreshUrl: string | undefined;
  readonly deviceAuthorizationUrl: string | undefined;
  readonly scopes: ReadonlyMap<string, string>;
}
