import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = new URL('..', import.meta.url).pathname;
const folder = new URL('.cache/', import.meta.url).pathname;
const text = (more) => ({ type: 'string', ...more });

const user = {
  type: 'object',
  required: ['id', 'name', 'email', 'status', 'createdAt', 'address'],
  properties: {
    id: { type: 'integer', minimum: 1 },
    name: text({ minLength: 1, maxLength: 80 }),
    email: text({ format: 'email' }),
    status: text({ enum: ['active', 'invited', 'blocked'] }),
    createdAt: text({ format: 'date-time', readOnly: true }),
    score: { type: 'number', minimum: 0, maximum: 100 },
    admin: { type: 'boolean' },
    website: text({ format: 'uri' }),
    tags: { type: 'array', maxItems: 5, items: text({ maxLength: 20 }) },
    address: {
      type: 'object',
      required: ['street', 'city'],
      properties: { street: text(), city: text(), country: text({ pattern: '^[A-Z]{2}$' }) },
    },
  },
};
const input = {
  ...user,
  required: ['name', 'email'],
  properties: Object.fromEntries(
    Object.entries(user.properties).filter(([key]) => key !== 'id' && key !== 'createdAt'),
  ),
};
const json = (schema) => ({ content: { 'application/json': { schema } } });
const found = (schema) => ({ 200: { description: 'Found.', ...json(schema) } });
const reference = (name) => ({ $ref: `#/components/schemas/${name}` });
const byId = (name) => ({
  name: 'id',
  in: 'path',
  required: true,
  schema: { type: 'integer', minimum: 1 },
  description: name,
});
const created = { 201: { description: 'Made.', ...json(reference('User')) } };
const problem = { description: 'Wrong.', ...json(reference('Problem')) };

/** Collections of users, four operations each, and no examples: every server has to make its answers up. */
function synthetic(operations, kilobytes) {
  const paths = {};
  for (let index = 0; index < Math.ceil(operations / 4); index++) {
    const name = index === 0 ? 'users' : `things${index}`;
    paths[`/${name}`] = {
      get: {
        operationId: `list-${name}`,
        parameters: [
          { name: 'page', in: 'query', schema: { type: 'integer', minimum: 1 } },
          { name: 'status', in: 'query', schema: user.properties.status },
        ],
        responses: found({ type: 'array', items: reference('User') }),
      },
      post: {
        operationId: `create-${name}`,
        requestBody: { required: true, ...json(reference('NewUser')) },
        responses: { ...created, 400: problem, 422: problem },
      },
    };
    paths[`/${name}/{id}`] = {
      parameters: [byId(name)],
      get: { operationId: `get-${name}`, responses: found(reference('User')) },
      delete: { operationId: `delete-${name}`, responses: { 204: { description: 'Gone.' } } },
    };
  }
  if (kilobytes !== undefined) {
    // A member of a user is some 300 bytes.
    const items = Math.max(1, Math.round((kilobytes * 1000) / 300));
    const list = { type: 'array', minItems: items, maxItems: items, items: reference('User') };
    paths['/body'] = { get: { operationId: 'get-body', responses: found(list) } };
  }
  paths['/hundred'] = {
    get: {
      operationId: 'list-hundred',
      responses: found({ type: 'array', minItems: 100, maxItems: 100, items: reference('User') }),
    },
  };
  paths['/signups'] = {
    post: {
      operationId: 'sign-up',
      requestBody: { required: true, ...json(reference('NewUser')) },
      responses: { ...created, 400: problem, 422: problem },
    },
  };
  paths['/feed'] = {
    get: {
      operationId: 'get-feed',
      responses: {
        200: { description: 'Found.', content: { 'application/xml': { schema: reference('User') } } },
      },
    },
  };
  return {
    openapi: '3.0.3',
    info: { title: `${operations} operations`, version: '1.0.0' },
    paths,
    components: {
      schemas: {
        User: { ...user, xml: { name: 'user' } },
        NewUser: input,
        Problem: { type: 'object', required: ['detail'], properties: { detail: text() } },
      },
    },
  };
}

/**
 * A description that is made up, as a JSON file.
 *
 * @param {number} operations how many, about
 * @param {number} [kilobytes] of the answer to `GET /body`, about
 */
export function made(operations, kilobytes) {
  const file = join(folder, `made-${operations}${kilobytes === undefined ? '' : `-${kilobytes}kb`}.json`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, JSON.stringify(synthetic(operations, kilobytes)));
  return file;
}

/**
 * Real descriptions to start on: the embedded one, and those that lie beside the checkout.
 *
 * @returns {Array<{ name: string, file: string, prefix: string, path: string }>} prefix: of its server; path: of a request
 */
export function real() {
  const shared = join(root, '../shared/specs/docs');
  return [
    {
      name: 'embedded',
      file: join(root, 'spec/authentik.yaml'),
      prefix: '/api/v3',
      path: '/providers/scim/',
    },
    {
      name: 'authentik YAML, 1.4 MB',
      file: join(shared, 'authentik-2024.8.1.yaml'),
      prefix: '/api/v3',
      path: '/core/users/',
    },
    { name: 'GitHub JSON, 13 MB', file: join(shared, 'github-api.json'), prefix: '', path: '/user/issues' },
  ].filter(({ file }) => existsSync(file));
}

/** Requests that reach every operation of a description once, with a number for each path parameter. */
export async function touches(file) {
  const source = readFileSync(file, 'utf8');
  const { load } = await import('js-yaml');
  const { paths } = file.endsWith('.json') ? JSON.parse(source) : load(source);
  return Object.entries(paths).flatMap(([path, item]) =>
    ['get', 'put', 'post', 'patch', 'delete']
      .filter((method) => item[method] !== undefined)
      .map((method) => ({ method: method.toUpperCase(), path: path.replaceAll(/\{[^}]*\}/g, '1') })),
  );
}
