/** The objects of OpenAPI 2.0 to 3.2 that references can stand in or lead to. */
export type Kind =
  | 'document'
  | 'paths'
  | 'path-item'
  | 'operation'
  | 'parameter'
  | 'request-body'
  | 'responses'
  | 'response'
  | 'header'
  | 'media-type'
  | 'encoding'
  | 'callback'
  | 'example'
  | 'link'
  | 'components'
  | 'security-scheme'
  | 'schema'
  | 'discriminator'
  /** Where no version allows a reference and some tools follow one: `info`, `tags`, `servers`. */
  | 'other';

export interface Field {
  readonly kind: Kind;
  /** A map from names that the author chose, to the kind. */
  readonly map: boolean;
}

function fields(of: Readonly<Record<string, Kind | `${Kind}{}`>>): ReadonlyMap<string, Field> {
  return new Map(
    Object.entries(of).map(([key, shape]) => {
      const map = shape.endsWith('{}');
      return [key, { kind: (map ? shape.slice(0, -2) : shape) as Kind, map }];
    }),
  );
}

/**
 * What each object holds, for 2.0 and 3.x together: no key means one thing in one and another in the other. A list
 * stands for each of its items. `*` is any key that is no extension. What is not here (examples, defaults,
 * extensions) is data, in which `$ref` is only a word.
 */
export const fieldsOf: Readonly<Record<Kind, ReadonlyMap<string, Field>>> = {
  document: fields({
    info: 'other',
    servers: 'other',
    tags: 'other',
    externalDocs: 'other',
    paths: 'paths',
    webhooks: 'path-item{}',
    components: 'components',
    definitions: 'schema{}',
    parameters: 'parameter{}',
    responses: 'response{}',
    securityDefinitions: 'security-scheme{}',
  }),
  components: fields({
    schemas: 'schema{}',
    responses: 'response{}',
    parameters: 'parameter{}',
    examples: 'example{}',
    requestBodies: 'request-body{}',
    headers: 'header{}',
    securitySchemes: 'security-scheme{}',
    links: 'link{}',
    callbacks: 'callback{}',
    pathItems: 'path-item{}',
    mediaTypes: 'media-type{}',
  }),
  paths: fields({ '*': 'path-item' }),
  'path-item': fields({
    get: 'operation',
    put: 'operation',
    post: 'operation',
    delete: 'operation',
    options: 'operation',
    head: 'operation',
    patch: 'operation',
    trace: 'operation',
    query: 'operation',
    additionalOperations: 'operation{}',
    parameters: 'parameter',
  }),
  operation: fields({
    parameters: 'parameter',
    requestBody: 'request-body',
    responses: 'responses',
    callbacks: 'callback{}',
  }),
  parameter: fields({ schema: 'schema', content: 'media-type{}', examples: 'example{}' }),
  header: fields({ schema: 'schema', content: 'media-type{}', examples: 'example{}' }),
  'request-body': fields({ content: 'media-type{}' }),
  responses: fields({ '*': 'response' }),
  response: fields({ headers: 'header{}', content: 'media-type{}', links: 'link{}', schema: 'schema' }),
  'media-type': fields({
    schema: 'schema',
    itemSchema: 'schema',
    examples: 'example{}',
    encoding: 'encoding{}',
    prefixEncoding: 'encoding',
    itemEncoding: 'encoding',
  }),
  encoding: fields({
    headers: 'header{}',
    encoding: 'encoding{}',
    prefixEncoding: 'encoding',
    itemEncoding: 'encoding',
  }),
  callback: fields({ '*': 'path-item' }),
  example: fields({}),
  link: fields({}),
  'security-scheme': fields({}),
  discriminator: fields({}),
  other: fields({ '*': 'other' }),
  schema: fields({
    properties: 'schema{}',
    patternProperties: 'schema{}',
    additionalProperties: 'schema',
    unevaluatedProperties: 'schema',
    propertyNames: 'schema',
    items: 'schema',
    prefixItems: 'schema',
    additionalItems: 'schema',
    unevaluatedItems: 'schema',
    contains: 'schema',
    allOf: 'schema',
    anyOf: 'schema',
    oneOf: 'schema',
    not: 'schema',
    if: 'schema',
    then: 'schema',
    else: 'schema',
    dependentSchemas: 'schema{}',
    dependencies: 'schema{}',
    contentSchema: 'schema',
    $defs: 'schema{}',
    definitions: 'schema{}',
    discriminator: 'discriminator',
  }),
};
