import { type Found, isObject, type RawDocument } from './raw-document.ts';
import type { RawOperation } from './raw-operation.ts';

/** What a request must carry so that its security requirement holds. */
export interface Credentials {
  readonly headers: Array<[string, string]>;
  readonly query: Array<[string, string]>;
  readonly cookies: Array<[string, string]>;
}

/** For the first alternative whose schemes are all known; nothing where nothing is asked for. */
export function credentialsFor(document: RawDocument, operation: RawOperation): Credentials {
  const security = document.get(operation.found, 'security') ?? document.get(document.entry, 'security');
  const alternatives = Array.isArray(security?.value) ? security.value.filter(isObject) : [];
  for (const alternative of alternatives) {
    const schemes = Object.keys(alternative).map((name) => schemeOf(document, name));
    if (!schemes.every((scheme) => scheme !== undefined)) continue;
    const found = credentials(schemes);
    const names = found.headers.map(([name]) => name.toLowerCase());
    // One header cannot carry the credentials of two schemes.
    if (alternative !== alternatives.at(-1) && new Set(names).size < names.length) continue;
    return found;
  }
  return credentials([]);
}

function schemeOf(document: RawDocument, name: string): Found | undefined {
  if (document.family === '2.0') return document.get(document.entry, 'securityDefinitions', name);
  const named = document.get(document.entry, 'components', 'securitySchemes', name);
  return named ?? (name.includes('/') ? document.resolve(name, document.entry) : undefined);
}

function credentials(schemes: Found[]): Credentials {
  const out: Credentials = { headers: [], query: [], cookies: [] };
  for (const { value } of schemes) {
    if (!isObject(value)) continue;
    const type = String(value['type']).toLowerCase();
    if (type === 'apikey') {
      const place = String(value['in']).toLowerCase();
      const list = place === 'query' ? out.query : place === 'cookie' ? out.cookies : out.headers;
      list.push([String(value['name']), 'standin-key']);
    } else if (type === 'basic' || (type === 'http' && String(value['scheme']).toLowerCase() === 'basic')) {
      out.headers.push(['authorization', `Basic ${btoa('jo:secret')}`]);
    } else if (type === 'http') {
      out.headers.push(['authorization', `${capital(String(value['scheme']))} standin-token`]);
    } else if (type !== 'mutualtls') {
      out.headers.push(['authorization', 'Bearer standin-token']);
    }
  }
  return out;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
