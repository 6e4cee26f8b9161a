import type { Api } from '../model/index.ts';
import { isSecretName } from '../schema/index.ts';

/** What logs and messages may show of a URL. */
export interface LogVisible {
  /** Without the values of path parameters whose names say that they are secrets. */
  path(path: string, pathParameters: Readonly<Record<string, string>> | undefined): string;
  /** Without the values of API keys and tokens. */
  search(search: string): string;
}

const MOST_SEARCHES = 500;
/** Characters. */
const LONGEST_SEARCH = 300;

export function logVisible(api: Api): LogVisible {
  let keys: ReadonlySet<string> | undefined;
  /** Of parameters that are documented, so there is an end to them. */
  const known = new Map<string, boolean>();
  const searches = new Map<string, string>();
  const isSecret = (name: string): boolean => {
    let secret = known.get(name);
    if (secret === undefined) known.set(name, (secret = isSecretName(name)));
    return secret;
  };
  return {
    path: (path, pathParameters) => {
      let visible = path;
      for (const name in pathParameters) {
        const value = pathParameters[name] as string;
        if (isSecret(name) && value !== '') visible = visible.replaceAll(`/${value}`, '/***');
      }
      return visible;
    },
    search: (search) => {
      if (search === '') return search;
      const known = searches.get(search);
      if (known !== undefined) return known;
      const secret = (keys ??= queryKeys(api));
      const visible = search.replace(/([?&])([^=&]*)=[^&]*/g, (pair, before: string, name: string) =>
        secret.has(decodedName(name)) || isSecretName(decodedName(name)) ? `${before}${name}=***` : pair,
      );
      // What holds a secret is not kept.
      if (visible === search && search.length <= LONGEST_SEARCH) {
        if (searches.size >= MOST_SEARCHES) searches.clear();
        searches.set(search, visible);
      }
      return visible;
    },
  };
}

/** The names under which API keys and tokens stand in queries. */
function queryKeys(api: Api): Set<string> {
  const names = new Set(['access_token']);
  for (const { type, in: place, parameter } of api.securitySchemes.values())
    if (type === 'apiKey' && place === 'query' && parameter !== undefined) names.add(parameter);
  return names;
}

function decodedName(name: string): string {
  try {
    return decodeURIComponent(name.replaceAll('+', ' '));
  } catch {
    return name;
  }
}
