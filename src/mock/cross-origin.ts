import type { MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';

/** Any origin may call, with credentials, and may read every header. A plain OPTIONS request is the description's. */
export function crossOrigin(): MiddlewareHandler {
  const answer = cors({
    origin: (origin) => origin || null,
    credentials: true,
    maxAge: 600,
    allowMethods: ['GET', 'HEAD', 'PUT', 'POST', 'DELETE', 'PATCH', 'QUERY'],
  });
  return async (context, next) => {
    const origin = context.req.header('origin');
    if (!origin) return next();
    if (context.req.method === 'OPTIONS' && context.req.header('access-control-request-method')) {
      return answer(context, next);
    }
    await next();
    const { headers } = context.res;
    headers.set('Access-Control-Allow-Origin', origin);
    headers.set('Access-Control-Allow-Credentials', 'true');
    // With credentials `*` is no wildcard (Fetch standard, section 3.3.3), so the names are listed.
    headers.set('Access-Control-Expose-Headers', [...headers.keys()].join(', '));
    headers.append('Vary', 'Origin');
  };
}
