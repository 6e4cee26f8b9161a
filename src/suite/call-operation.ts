import {
  createTarget,
  type Draft,
  type Exchange,
  type Fetch,
  type Identity,
  signed,
  writeDraft,
} from '../contract/index.ts';
import { StandinError } from '../errors.ts';
import type { Api, Operation, ParameterLocation } from '../model/index.ts';
import { setOwn } from '../schema/index.ts';
import type { SuiteFile } from './read-suite.ts';

/** One call of an operation with values that the suite gives. */
export interface Call {
  /** operationId or `POST /users`. */
  readonly operation: string;
  /** By name, or `query.name`. */
  readonly parameters?: Readonly<Record<string, unknown>> | undefined;
  readonly body?: unknown;
}

export interface Caller {
  readonly api: Api;
  readonly target: string | URL | Fetch;
  readonly basePath: string | undefined;
  readonly timeout: number;
  readonly fetch: Fetch;
  readonly headers: ReadonlyArray<readonly [string, string]>;
}

/** The one operation that a name means. Throws StandinError `unknown-operation` with the suite's line. */
export function operationOf(name: string, api: Api, pointer: string, suite: SuiteFile): Operation {
  const lower = name.toLowerCase();
  const found = api.operations.find(
    ({ id, method, path }) => id === name || `${method} ${path}`.toLowerCase() === lower,
  );
  if (found) return found;
  const place = suite.place(pointer);
  throw new StandinError(
    `Failed to read ${suite.file}:${place.line ?? 1}: the description has no operation ${name}. Name one by its operationId, or as GET /users/{id}.`,
    { code: 'unknown-operation', place },
  );
}

/** Sends it as it is given, valid or not. Never throws for what the target does. */
export async function callOperation(
  operation: Operation,
  call: Call,
  identity: Identity | null,
  caller: Caller,
): Promise<Exchange> {
  const target = createTarget({ ...caller, maxBodyBytes: 8 * 1024 * 1024, clock: undefined });
  const current = identity?.credentials ? { ...identity, ...(await identity.credentials()) } : identity;
  const options = { headers: caller.headers, identities: current ? [current] : [] };
  return target.send(
    operation,
    signed(writeDraft(draftOf(operation, call)), operation, current, options),
    current?.name,
  );
}

function draftOf(operation: Operation, { parameters = {}, body }: Call): Draft {
  const placed: Partial<Record<ParameterLocation, Record<string, unknown>>> = {};
  for (const [key, value] of Object.entries(parameters)) {
    const { in: location, name } = placeOf(operation, key);
    setOwn((placed[location] ??= {}), name, value);
  }
  return { operation, parameters: placed, body: bodyOf(operation, body) };
}

function bodyOf({ requestBody }: Operation, value: unknown): Draft['body'] {
  if (value === undefined) return undefined;
  const content = requestBody?.content ?? [];
  const mediaType = content.find(({ type }) => /json/i.test(type)) ?? content[0];
  if (mediaType) return { mediaType, value };
  return { text: JSON.stringify(value), contentType: 'application/json' };
}

const locations: readonly ParameterLocation[] = ['path', 'query', 'header', 'cookie'];

/** `query.limit`, or a name that the operation's parameters know; else it goes to the query. */
function placeOf({ parameters }: Operation, key: string): { in: ParameterLocation; name: string } {
  const known = parameters.find(({ name }) => name === key);
  if (known) return known;
  const { in: location, name } = parameterName(key);
  return { in: location ?? 'query', name };
}

export function parameterName(key: string): { in: ParameterLocation | undefined; name: string } {
  const location = locations.find((each) => key.startsWith(`${each}.`));
  return location ? { in: location, name: key.slice(location.length + 1) } : { in: undefined, name: key };
}
