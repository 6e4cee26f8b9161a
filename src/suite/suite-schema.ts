import type { JsonObject } from '../schema/index.ts';

const text = { type: 'string' };
const texts = { type: 'array', items: text };
const textMap = { type: 'object', additionalProperties: { type: ['string', 'number', 'boolean'] } };
const anyMap = { type: 'object' };
const count = (minimum: number) => ({ type: 'integer', minimum });
const milliseconds = { type: 'number', exclusiveMinimum: 0 };
const pointer = { type: 'string', pattern: '^(/[^/]*)*$' };
const hook = { type: 'string', pattern: '^[^#]+(#[\\w$]+)?$' };

function object(properties: JsonObject, required: readonly string[] = []): JsonObject {
  return {
    type: 'object',
    additionalProperties: false,
    ...(required.length > 0 ? { required } : {}),
    properties,
  };
}

function described(description: string, schema: JsonObject): JsonObject {
  return { description, ...schema };
}

const phases = {
  type: 'array',
  uniqueItems: true,
  items: { enum: ['examples', 'boundary', 'generated', 'workflows', 'stateful'] },
};

const oauth2 = object(
  {
    tokenUrl: described('A URL, or a path below the target.', text),
    clientId: text,
    clientSecret: text,
    refreshToken: described('Begins with a refresh in place of client credentials.', text),
    username: text,
    password: text,
    scopes: texts,
    audience: text,
    authentication: described('How the client authenticates.', { enum: ['header', 'body'] }),
  },
  ['tokenUrl', 'clientId'],
);

const login = object(
  {
    operation: described('operationId, or method and path.', text),
    parameters: anyMap,
    body: true,
    token: described("JSON Pointer to the token in the answer's body.", pointer),
    header: described("The token's header; Authorization where it is left out.", text),
    scheme: described('Stands before the token; Bearer where it is left out.', text),
    cookies: described("Sends the answer's cookies back.", { type: 'boolean' }),
    expiresIn: described('JSON Pointer to the seconds that the token holds, or the seconds.', {
      type: ['string', 'number'],
    }),
  },
  ['operation'],
);

const auth = {
  headers: textMap,
  query: textMap,
  cookies: textMap,
  bearer: described('A token for Authorization: Bearer, for example ${API_TOKEN}.', text),
  basic: object({ username: text, password: text }, ['username', 'password']),
  oauth2: { $ref: '#/$defs/oauth2' },
  login: { $ref: '#/$defs/login' },
  hook: described('A module, and a function of it after #, that gives headers, query and expiresIn.', hook),
};

const data = object({
  parameters: described('By name, or in.name; one value, or a list to choose from.', anyMap),
  body: described('By JSON Pointer, * for any item; one value, or a list to choose from.', {
    type: 'object',
    propertyNames: pointer,
  }),
});

const toggles = { type: 'object', additionalProperties: { type: 'boolean' } };

const operation = object({
  skip: described('Not tried at all.', { type: 'boolean' }),
  phases,
  checks: described('Added (true) and taken away (false).', toggles),
  maxCases: count(1),
  maxResponseTime: described('Milliseconds.', milliseconds),
  data,
});

const step = {
  type: 'object',
  additionalProperties: false,
  properties: {
    operation: described('operationId, or method and path.', text),
    parameters: anyMap,
    body: true,
    expect: described('Statuses that are fine; all of 2xx where it is left out.', {
      type: 'array',
      items: { type: 'integer', minimum: 100, maximum: 599 },
    }),
    save: described('Of the answer, by JSON Pointer, for ${steps.NAME}.', {
      type: 'object',
      propertyNames: { pattern: '^\\w+$' },
      additionalProperties: pointer,
    }),
    hook: described('A module, and a function of it after #.', hook),
  },
  minProperties: 1,
  dependentRequired: {
    parameters: ['operation'],
    body: ['operation'],
    expect: ['operation'],
    save: ['operation'],
  },
};

const properties = {
  $schema: text,
  title: text,
  description: described('The description that is held to: a file, a URL, or a pattern of pages.', text),
  targets: described('By environment; the first is meant where none is asked for.', {
    type: 'object',
    minProperties: 1,
    additionalProperties: { $ref: '#/$defs/target' },
  }),
  basePath: described("Before the paths of all operations, in place of the description's server.", text),
  headers: described('Sent with every request, whoever sends it.', textMap),
  auth: described('Credentials of the caller.', { $ref: '#/$defs/auth' }),
  identities: described('Other people; without auth the first one is the caller.', {
    type: 'object',
    additionalProperties: { $ref: '#/$defs/identity' },
  }),
  include: described('operationId, method, tag or path with *.', texts),
  exclude: texts,
  phases,
  checks: described('These alone, or what is added (true) and taken away (false).', {
    type: ['array', 'object'],
    items: text,
    additionalProperties: { type: 'boolean' },
  }),
  limits: { $ref: '#/$defs/limits' },
  seed: { type: ['string', 'number'] },
  operations: described('By operationId, method, tag or path with *; later ones win.', {
    type: 'object',
    additionalProperties: { $ref: '#/$defs/operation' },
  }),
  resources: anyMap,
  setup: described('Done before the run, in this order.', { type: 'array', items: { $ref: '#/$defs/step' } }),
  teardown: described('Done after the run, whatever came of it.', {
    type: 'array',
    items: { $ref: '#/$defs/step' },
  }),
  workflows: described('Arazzo files.', { type: 'array', items: { $ref: '#/$defs/workflow' } }),
  engines: { type: 'array', minItems: 1, uniqueItems: true, items: { enum: ['standin', 'dredd'] } },
  dredd: object({
    hookfiles: described('Files or patterns.', texts),
    config: described('A dredd.yml.', text),
  }),
  baseline: described('Known failures: a file, or false for none.', {
    type: ['string', 'boolean'],
    not: { const: true },
  }),
  reporters: described('As --reporter takes them: console, or junit=report.xml.', texts),
};

/** JSON Schema (2020-12) of a suite file: what the reader goes by, and what editors are given. */
export const suiteSchema: JsonObject = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Standin contract suite',
  ...object(properties, ['description']),
  $defs: {
    target: {
      type: ['string', 'object'],
      additionalProperties: false,
      required: ['url'],
      properties: { url: text, basePath: text, headers: textMap, auth: { $ref: '#/$defs/auth' } },
    },
    auth: { ...object(auth), minProperties: 1 },
    identity: { ...object({ ...auth, scopes: texts }), minProperties: 1 },
    oauth2,
    login,
    limits: object({
      maxCases: count(1),
      maxTime: described('Seconds.', { type: 'number', exclusiveMinimum: 0 }),
      timeout: described('Milliseconds.', milliseconds),
      maxResponseTime: described('Milliseconds.', milliseconds),
      rate: described('Requests a second.', { type: 'number', exclusiveMinimum: 0 }),
      workers: count(1),
      bail: count(1),
    }),
    operation,
    step,
    workflow: {
      type: ['string', 'object'],
      additionalProperties: false,
      required: ['file'],
      properties: { file: text, inputs: anyMap, only: texts },
    },
  },
};
