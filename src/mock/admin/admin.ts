import { problemResponse } from '../../http/index.ts';
import { after, type MaybePromise } from '../maybe-promise.ts';
import type { ServerEnv } from '../server-env.ts';
import { DEFAULT_SESSION, isSessionName } from '../session-name.ts';
import { denied } from './access.ts';
import { adminDescription } from './description.ts';
import type { AdminOptions } from './options.ts';

/** What can be administered of a mock. */
export interface Administered {
  /** Sessions that have changed anything; `''` is the default one. */
  sessions(): MaybePromise<readonly string[]>;
  /** Puts a session back to where all begin. */
  reset(session: string): MaybePromise<void>;
}

const SESSIONS = '/__standin/sessions';

/** Answers what `isAdminPath`. */
export function administer(
  request: Request,
  path: string,
  env: ServerEnv | undefined,
  options: AdminOptions,
  administered: () => MaybePromise<Administered>,
): MaybePromise<Response> {
  const refused = denied(request, env, options);
  if (refused) return refused;
  const methods = methodsOf(path, administered);
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const does = Object.hasOwn(methods, method) ? methods[method] : undefined;
  if (does) return does();
  const allow = Object.keys(methods).join(', ');
  return problemResponse(
    { status: 405, type: 'urn:standin:problem:method-not-allowed', detail: `Methods of ${path}: ${allow}.` },
    { allow },
  );
}

type Methods = Readonly<Record<string, () => MaybePromise<Response>>>;

function methodsOf(path: string, administered: () => MaybePromise<Administered>): Methods {
  if (path === SESSIONS) return { GET: () => list(administered), DELETE: () => resetAll(administered) };
  if (!path.startsWith(SESSIONS)) return { GET: () => json(adminDescription) };
  const name = path.slice(SESSIONS.length + 1);
  return { DELETE: () => reset(name, administered) };
}

function list(administered: () => MaybePromise<Administered>): MaybePromise<Response> {
  return after(administered(), (mock) =>
    after(mock.sessions(), (names) =>
      json({ sessions: names.map((name) => ({ name: name || DEFAULT_SESSION })).sort(byName) }),
    ),
  );
}

function byName(left: { name: string }, right: { name: string }): number {
  return left.name < right.name ? -1 : 1;
}

function reset(coded: string, administered: () => MaybePromise<Administered>): MaybePromise<Response> {
  const name = decoded(coded);
  if (name !== DEFAULT_SESSION && !isSessionName(name))
    return problemResponse({
      status: 400,
      type: 'urn:standin:problem:request-malformed',
      detail: `No session is called so. ${DEFAULT_SESSION} is the default one.`,
    });
  return after(administered(), (mock) => after(mock.reset(name === DEFAULT_SESSION ? '' : name), done));
}

async function resetAll(administered: () => MaybePromise<Administered>): Promise<Response> {
  const mock = await administered();
  for (const name of new Set(['', ...(await mock.sessions())])) await mock.reset(name);
  return done();
}

function decoded(coded: string): string {
  try {
    return decodeURIComponent(coded);
  } catch {
    return '';
  }
}

function done(): Response {
  return new Response(null, { status: 204 });
}

function json(value: unknown): Response {
  return Response.json(value, { headers: { 'cache-control': 'no-store' } });
}
