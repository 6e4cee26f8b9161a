import type { ListRole } from '../resource/index.ts';
import { answering, type DefectKind, type Seeding } from './defect.ts';

/** In what an operation takes, and in what it does. */
export const behaviourDefects: readonly DefectKind[] = [
  {
    name: 'invalid-accepted',
    group: 'requests',
    title: 'invalid requests are taken',
    applies: ({ parameters, requestBody }) => parameters.length > 0 || requestBody !== undefined,
    seed: ({ operation, mock, isMine, touched }) => {
      const strict = mock();
      const lax = mock({ operations: { [operation.id]: { onViolation: 'ignore' } } });
      return async (request) => {
        const [wanted, response] = [await strict(request.clone() as Request), await lax(request)];
        // Credentials are another defect.
        if (isMine(request) && wanted.status === 401) return wanted;
        if (isMine(request) && wanted.status >= 400 && response.ok) touched();
        return response;
      };
    },
  },
  {
    name: 'valid-refused',
    group: 'requests',
    title: 'every valid request is refused',
    applies: ({ responses }) => responses.some(({ status }) => /^(?:2|default)/.test(status)),
    seed: (seeding) =>
      answering(seeding, (response) =>
        response.ok ? Response.json({ message: 'Bad request' }, { status: 400 }) : undefined,
      ),
  },
  {
    name: 'authentication-ignored',
    group: 'security',
    title: 'credentials are not asked for',
    applies: ({ security }) => security.length > 0 && security.every(({ schemes }) => schemes.length > 0),
    seed: ({ mock, isMine, touched }) => {
      const strict = mock();
      const open = mock({ auth: false });
      return async (request) => {
        const wanted = await strict(request.clone() as Request);
        const isRefused = wanted.status === 401 || wanted.status === 403;
        if (isRefused && !isMine(request)) return wanted;
        if (isRefused) touched();
        return open(request);
      };
    },
  },
  {
    name: 'undeclared-method',
    group: 'methods',
    title: 'a method that is not declared is served',
    applies: () => true,
    seed: ({ mock, operation, touched }) => {
      const serve = mock();
      const path = new RegExp(
        `${operation.path.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&').replaceAll(/\{[^}]*\}/g, '[^/]+')}$`,
      );
      return async (request) => {
        const response = await serve(request);
        if (response.status !== 405 || !path.test(new URL(request.url).pathname)) return response;
        touched();
        return Response.json({});
      };
    },
  },
  {
    name: 'deletion-forgotten',
    group: 'state',
    title: 'what is deleted stays',
    applies: (_operation, role) => role?.kind === 'delete',
    seed: keeping,
  },
  {
    name: 'creation-forgotten',
    group: 'state',
    title: 'what is created is not kept',
    applies: (_operation, role) => role?.kind === 'create',
    seed: losing,
  },
  {
    name: 'change-forgotten',
    group: 'state',
    title: 'a change is not kept',
    applies: (_operation, role) => role?.kind === 'replace' || role?.kind === 'merge',
    seed: unchanging,
  },
  {
    name: 'location-wrong',
    group: 'state',
    title: 'Location leads nowhere',
    applies: (_operation, role) => role?.kind === 'create',
    seed: (seeding) =>
      answering(seeding, (response) => {
        const location = response.headers.get('location');
        if (!location) return undefined;
        const headers = new Headers(response.headers);
        headers.set('Location', `${location}0000000`);
        return new Response(response.body, { status: response.status, headers });
      }),
  },
  {
    name: 'limit-ignored',
    group: 'lists',
    title: 'the size of a page is ignored',
    applies: (_operation, role) => role?.kind === 'list' && role.paging?.size?.in === 'query',
    seed: (seeding) => without(seeding, [(seeding.role as ListRole).paging?.size?.name ?? '']),
  },
  {
    name: 'page-ignored',
    group: 'lists',
    title: 'every page is the first one',
    applies: (_operation, role) =>
      role?.kind === 'list' && (role.paging?.page ?? role.paging?.offset)?.in === 'query',
    seed: (seeding) => {
      const { paging } = seeding.role as ListRole;
      return without(seeding, [(paging?.page ?? paging?.offset)?.name ?? '']);
    },
  },
  {
    name: 'filter-ignored',
    group: 'lists',
    title: 'a filter is ignored',
    applies: (_operation, role) =>
      role?.kind === 'list' && role.filters.some(({ parameter }) => parameter.in === 'query'),
    seed: (seeding) =>
      without(
        seeding,
        (seeding.role as ListRole).filters.map(({ parameter }) => parameter.name),
      ),
  },
];

/** Reads what the request names, as its sender. */
function reading(request: Request): Request {
  const headers = new Headers(request.headers);
  for (const name of ['content-type', 'content-length', 'if-match', 'if-none-match']) headers.delete(name);
  return new Request(request.url, { headers });
}

/** A deletion answers as if it were done. */
function keeping({ mock, isMine, touched, operation }: Seeding): ReturnType<DefectKind['seed']> {
  const serve = mock();
  const success = operation.responses.find(({ status }) => /^2\d\d$/.test(status));
  return async (request) => {
    if (!isMine(request) || success === undefined || success.content.length > 0) return serve(request);
    const there = await serve(reading(request));
    if (!there.ok) return serve(request);
    touched();
    return new Response(null, { status: Number(success.status) });
  };
}

/** What is created is created in a world that nobody sees. */
function losing({ mock, isMine, touched }: Seeding): ReturnType<DefectKind['seed']> {
  const serve = mock();
  const lost = mock({});
  return async (request) => {
    if (!isMine(request)) return serve(request);
    const response = await lost(request.clone() as Request);
    if (!response.ok) return serve(request);
    touched();
    return response;
  };
}

/** A change is answered as if it were done, and what is read stays as it was before. */
function unchanging({ mock, isMine, touched }: Seeding): ReturnType<DefectKind['seed']> {
  const serve = mock();
  const before = new Map<string, Response>();
  return async (request) => {
    const { pathname } = new URL(request.url);
    const old = before.get(pathname);
    if (request.method === 'GET' && old) return old.clone() as Response;
    if (request.method === 'DELETE') before.delete(pathname);
    if (!isMine(request)) return serve(request);
    const there = old ?? (await serve(reading(request)));
    const response = await serve(request);
    if (!there.ok || !response.ok) return response;
    before.set(pathname, there);
    touched();
    return response;
  };
}

/** A list that does not see some parameters. */
function without(
  { mock, isMine, touched }: Seeding,
  names: readonly string[],
): ReturnType<DefectKind['seed']> {
  const serve = mock();
  return async (request) => {
    const url = new URL(request.url);
    const found = names.filter((name) => url.searchParams.has(name));
    const checked = await serve(request.clone() as Request);
    // Values that are not valid are refused as before.
    if (!isMine(request) || found.length === 0 || !checked.ok) return checked;
    for (const name of found) url.searchParams.delete(name);
    touched();
    return serve(new Request(url, request));
  };
}
