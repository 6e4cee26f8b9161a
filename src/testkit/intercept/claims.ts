import { StandinError } from '../../errors.ts';
import { createRouter } from '../../http/index.ts';
import type { Api } from '../../model/index.ts';
import { pathBelow, serverAddresses } from './server-address.ts';

export interface ServedAt {
  /**
   * Base URLs that the description is answered at, in place of those in its `servers`:
   * `['http://localhost:3000/api']`. One without an origin (`/api`) lies at the page's.
   */
  servers?: readonly string[];
}

/** A request that is the description's to answer. */
export interface Claim {
  /** As the mock has to be asked; the same as was asked for, unless the base URL is none of the description's. */
  readonly url: string;
  /** False: an undocumented path or method at a server of the description. */
  readonly documented: boolean;
  /** Was the server named with its origin? Else other things live at the same origin: pages, scripts, images. */
  readonly ownOrigin: boolean;
}

export interface Claims {
  /**
   * The claim on a request; undefined where the description has none.
   *
   * @param pageOrigin where servers without an origin lie, `http://localhost:3000`
   */
  of(method: string, url: string, pageOrigin: string | undefined): Claim | undefined;
  /** May there be a claim on a URL, wherever the page is? */
  touches(url: URL): boolean;
  /** Is there a server that is named with its origin? */
  readonly hasOrigin: boolean;
}

interface Base {
  readonly address: string;
  /** Where the mock looks for it. */
  readonly path: string;
  readonly ownOrigin: boolean;
}

/** Which requests are for the servers of a description. */
export function createClaims(api: Api, { servers }: ServedAt): Claims {
  const bases = servers === undefined ? describedBases(api) : servers.map(givenBase);
  const router = createRouter(api);
  return {
    hasOrigin: bases.some(({ ownOrigin }) => ownOrigin),
    touches: (url) => bases.some(({ address }) => pathBelow(url, address) !== undefined),
    of: (method, text, pageOrigin) => {
      if (!URL.canParse(text)) return undefined;
      const url = new URL(text);
      let refused: Claim | undefined;
      for (const { address, path, ownOrigin } of bases) {
        if (!ownOrigin && url.origin !== pageOrigin) continue;
        const taken = pathBelow(url, address);
        if (taken === undefined) continue;
        const rest = url.pathname.slice(taken.length);
        const asked = path + (rest === '' ? '/' : rest);
        const documented = router.match(method, asked, url.search).kind === 'operation';
        const claim = {
          url: asked === url.pathname ? text : url.origin + asked + url.search,
          documented,
          ownOrigin,
        };
        if (documented) return claim;
        refused ??= claim;
      }
      return refused;
    },
  };
}

function describedBases(api: Api): Base[] {
  const servers = new Set([...api.servers, ...api.operations.flatMap((operation) => operation.servers)]);
  const bases = [...servers].flatMap((server) =>
    serverAddresses(server).map((address) => ({ address, path: server.path, ownOrigin: hasOrigin(address) })),
  );
  return [...new Map(bases.map((base) => [`${base.address} ${base.path}`, base])).values()];
}

function givenBase(server: string): Base {
  const address = server.replace(/\/+$/, '');
  const ownOrigin = hasOrigin(server);
  if (!ownOrigin && !/^(?:\/(?!\/)|$)/.test(server))
    throw new StandinError(
      `Failed to answer at the server ${JSON.stringify(server)}: it is neither a URL nor a path. ` +
        'Write it as in http://localhost:3000/api or /api.',
      { code: 'server-address' },
    );
  return { address: ownOrigin ? new URL(address).href : address, path: '', ownOrigin };
}

function hasOrigin(address: string): boolean {
  return /^https?:\/\/[^/]/i.test(address);
}
