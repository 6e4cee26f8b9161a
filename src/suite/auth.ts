import type { Fetch, Identity } from '../contract/index.ts';
import { StandinError } from '../errors.ts';
import { isJsonObject, own } from '../schema/index.ts';
import type { Caller } from './call-operation.ts';
import { type HookContext, runHook } from './hook.ts';
import { loginClient } from './login.ts';
import { oauth2Client } from './oauth2.ts';
import type { Project } from './project.ts';
import type { SuiteFile } from './read-suite.ts';
import type { Auth } from './suite.ts';
import { type Credentials, type Obtained, TokenSource } from './token-source.ts';

export interface AuthContext {
  readonly suite: SuiteFile;
  readonly project: Project;
  readonly caller: Caller;
  /** The target's base URL. */
  readonly base: string;
  /** The target itself. */
  readonly send: Fetch;
  readonly hookContext: Pick<HookContext, 'target' | 'env' | 'fetch' | 'steps'>;
  /** Milliseconds, monotonic. */
  readonly clock: () => number;
}

/** A person of a suite. What has to be obtained is obtained with the first request, and again when it expires. */
export function identityOf(
  name: string,
  auth: Auth & { readonly scopes?: readonly string[] },
  pointer: string,
  context: AuthContext,
): Identity {
  const { scopes } = auth;
  const plain = staticCredentials(auth);
  const about = { name, ...(scopes === undefined ? {} : { scopes }) };
  const sources = obtainers(name, auth, pointer, context).map(
    (obtain) => new TokenSource(obtain, context.clock),
  );
  if (sources.length === 0) return { ...about, ...plain };
  return {
    ...about,
    ...plain,
    credentials: async (refused) => {
      const all = await Promise.all(sources.map((source) => source.get(refused !== undefined)));
      return {
        headers: [...plain.headers, ...all.flatMap(({ headers }) => headers)],
        query: [...plain.query, ...all.flatMap(({ query }) => query)],
      };
    },
  };
}

function staticCredentials({ headers = {}, query = {}, cookies = {}, bearer, basic }: Auth): Credentials {
  const jar = Object.entries(cookies).map(([name, value]) => `${name}=${value}`);
  return {
    headers: [
      ...pairs(headers),
      ...(bearer === undefined ? [] : [['Authorization', `Bearer ${bearer}`] as const]),
      ...(basic === undefined
        ? []
        : [['Authorization', `Basic ${base64(`${basic.username}:${basic.password}`)}`] as const]),
      ...(jar.length === 0 ? [] : [['Cookie', jar.join('; ')] as const]),
    ],
    query: pairs(query),
  };
}

export function pairs(object: Readonly<Record<string, unknown>>): Array<readonly [string, string]> {
  return Object.entries(object).map(([name, value]) => [name, String(value)]);
}

/** RFC 7617 section 2.1: UTF-8. */
function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

function obtainers(
  name: string,
  { oauth2, login, hook, scopes = [] }: Auth & { readonly scopes?: readonly string[] },
  pointer: string,
  context: AuthContext,
): Array<() => Promise<Obtained>> {
  const { caller, suite, base, send } = context;
  return [
    ...(oauth2 ? [oauth2Client({ scopes, ...oauth2 }, base, { target: send, elsewhere: caller.fetch })] : []),
    ...(login ? [loginClient(login, `${pointer}/login`, caller, suite)] : []),
    ...(hook ? [hookClient(hook, { name, scopes }, `${pointer}/hook`, context)] : []),
  ];
}

function hookClient(
  hook: string,
  { name, scopes }: { readonly name: string; readonly scopes: readonly string[] },
  pointer: string,
  { suite, project, hookContext }: AuthContext,
): () => Promise<Obtained> {
  return async () => {
    const made = await runHook(hook, pointer, { ...hookContext, identity: name, scopes }, project, suite);
    const headers = isJsonObject(made) ? own(made, 'headers') : undefined;
    const query = isJsonObject(made) ? own(made, 'query') : undefined;
    if (!isJsonObject(made) || (!isJsonObject(headers) && !isJsonObject(query))) {
      const place = suite.place(pointer);
      throw new StandinError(
        `Failed to use the hook ${hook} of ${suite.file}:${place.line ?? 1}: it gives no credentials. Return { headers: { Authorization: … }, expiresIn: seconds }.`,
        { code: 'bad-hook', place },
      );
    }
    const seconds = Number(own(made, 'expiresIn'));
    return {
      headers: isJsonObject(headers) ? pairs(headers) : [],
      query: isJsonObject(query) ? pairs(query) : [],
      expiresIn: seconds > 0 ? seconds : undefined,
    };
  };
}
