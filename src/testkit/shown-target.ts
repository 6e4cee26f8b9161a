import { type JournalEntry, logVisible } from '../mock/index.ts';
import type { Api } from '../model/index.ts';

const visible = new WeakMap<Api, ReturnType<typeof logVisible>>();

/** `GET /users?limit=5`, without API keys and tokens. */
export function shownTarget({ request }: Pick<JournalEntry, 'request'>, api: Api): string {
  let hide = visible.get(api);
  if (!hide) visible.set(api, (hide = logVisible(api)));
  const { pathname, search } = new URL(request.url);
  const texts = Object.fromEntries(
    Object.entries(request.path).map(([name, value]) => [name, encodeURIComponent(String(value))]),
  );
  return `${request.method} ${hide.path(pathname, texts)}${hide.search(search)}`;
}
