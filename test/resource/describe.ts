import { type Api, loadApi } from '../../src/model/index.ts';
import {
  inferResources,
  type KeyPart,
  type ListRole,
  type ResourceCorrections,
  type Resources,
  type Role,
} from '../../src/resource/index.ts';

type Schema = object;

/** One operation, in short. */
export interface Said {
  /** Path and query parameters; path parameters that are not here are strings. */
  readonly query?: Readonly<Record<string, Schema>>;
  readonly path?: Readonly<Record<string, Schema>>;
  readonly send?: Schema;
  /** Under its media type; the answer's schema. */
  readonly show?: Schema;
  readonly type?: string;
  readonly status?: number;
  readonly headers?: readonly string[];
  readonly more?: object;
}

/** The api of operations by `GET /users`. A query parameter's schema may hold `parameter` with more of the parameter. */
export function apiSaying(operations: Readonly<Record<string, Said>>, schemas: object = {}): Promise<Api> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [name, said] of Object.entries(operations)) {
    const [method = '', path = ''] = name.split(' ');
    paths[path] ??= {};
    paths[path][method.toLowerCase()] = operationOf(path, said);
  }
  return loadApi({ openapi: '3.1.0', info: { title: 'T', version: '1' }, paths, components: { schemas } });
}

function operationOf(path: string, said: Said): object {
  const { type = 'application/json', status = said.show === undefined ? 204 : 200 } = said;
  const content = (schema: Schema, as: string) => ({ content: { [as]: { schema } } });
  const names = [...path.matchAll(/\{([^}]+)\}/g)].map((match) => match[1] as string);
  const headers = Object.fromEntries(
    (said.headers ?? []).map((name) => [name, { schema: { type: 'string' } }]),
  );
  return {
    parameters: [
      ...names.map((name) => parameter('path', name, said.path?.[name] ?? { type: 'string' })),
      ...Object.entries(said.query ?? {}).map(([name, schema]) => parameter('query', name, schema)),
    ],
    ...(said.send === undefined ? {} : { requestBody: content(said.send, 'application/json') }),
    responses: {
      [status]: { description: 'd', headers, ...(said.show === undefined ? {} : content(said.show, type)) },
    },
    ...said.more,
  };
}

function parameter(
  location: string,
  name: string,
  { parameter: more, ...schema }: { parameter?: object },
): object {
  return { name, in: location, required: location === 'path', schema, ...more };
}

export async function resourcesOf(
  operations: Readonly<Record<string, Said>>,
  schemas?: object,
  corrections?: ResourceCorrections,
): Promise<{ api: Api; resources: Resources; role: (name: string) => Role | undefined }> {
  const api = await apiSaying(operations, schemas);
  const resources = inferResources(api, corrections);
  const role = (name: string) => {
    const operation = api.operation(name);
    if (operation === undefined) throw new Error(`There is no ${name}.`);
    return resources.role(operation);
  };
  return { api, resources, role };
}

/** What each operation is, in short: `list /users`, `read /users by id=/pk`. */
export async function partsOf(
  operations: Readonly<Record<string, Said>>,
  schemas?: object,
): Promise<Record<string, string | undefined>> {
  const { role } = await resourcesOf(operations, schemas);
  return Object.fromEntries(Object.keys(operations).map((name) => [name, textOf(role(name))]));
}

function textOf(role: Role | undefined): string | undefined {
  if (role === undefined) return undefined;
  const words = [role.kind, 'collection' in role ? role.collection.id : role.singleton.id];
  if ('keys' in role && role.keys.length > 0) words.push(`by ${role.keys.map(keyText).join(',')}`);
  if (role.kind === 'create' && role.named.length > 0) words.push(`by ${role.named.map(keyText).join(',')}`);
  if (role.kind === 'create' && role.at !== '') words.push(`at ${role.at}`);
  if ((role.kind === 'create' && role.bulk) || (role.kind === 'action' && role.bulk !== undefined))
    words.push('bulk');
  if ('upsert' in role && role.upsert) words.push('upsert');
  if (role.within.length > 0)
    words.push(`within ${role.within.map(({ parameter, pointer }) => `${parameter}=${pointer}`).join(',')}`);
  if (role.kind === 'action') for (const [pointer, value] of role.changes) words.push(`${pointer}=${value}`);
  if (role.shown !== undefined && role.shown.at !== '') words.push(`shown ${role.shown.at}`);
  return words.join(' ');
}

export function keyText({ parameter, pointer }: KeyPart): string {
  return `${parameter}=${pointer}`;
}

/** The list of a GET on /things with these query parameters and this answer. */
export async function listOf(said: Said, schemas?: object): Promise<ListRole> {
  const { role } = await resourcesOf({ 'GET /things': said, 'GET /things/{id}': { show: thing } }, schemas);
  const found = role('GET /things');
  if (found?.kind !== 'list') throw new Error('It is no list.');
  return found;
}

export const text: Schema = { type: 'string' };
export const whole: Schema = { type: 'integer' };
export const flag: Schema = { type: 'boolean' };
export const moment: Schema = { type: 'string', format: 'date-time' };

export function objectOf(properties: object, required: readonly string[] = []): Schema {
  return { type: 'object', properties, required };
}

export function arrayOf(items: Schema): Schema {
  return { type: 'array', items };
}

export const thing: Schema = objectOf({
  id: whole,
  name: text,
  status: { type: 'string', enum: ['open', 'closed', 'cancelled'] },
  price: { type: 'number' },
  tags: arrayOf(text),
  owner: objectOf({ id: whole, login: text }),
  is_active: flag,
  created_at: moment,
});
