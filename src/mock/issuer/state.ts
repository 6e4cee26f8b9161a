import type { IssuerClient, IssuerSettings, IssuerUser } from './options.ts';
import { Shelf } from './shelf.ts';
import { Signer } from './signing.ts';

/** What somebody allowed a client to do; its tokens live and die together. */
export interface Grant {
  readonly id: string;
  readonly client: string;
  /** Undefined: the client acts for itself. */
  readonly user: IssuerUser | undefined;
  readonly scopes: readonly string[];
  readonly nonce: string | undefined;
  /** When the user logged in, in seconds since 1970. */
  readonly time: number;
}

export interface AuthorizationCode {
  readonly grant: Grant;
  /** As the authorization request had it; undefined where it had none. */
  readonly redirectUri: string | undefined;
  /** PKCE, S256 (RFC 7636 section 4.2). */
  readonly challenge: string | undefined;
  used: boolean;
}

export interface RefreshToken {
  readonly grant: Grant;
  used: boolean;
}

/** A device that waits for its user (RFC 8628). */
export interface Device {
  readonly client: IssuerClient;
  readonly scope: string | undefined;
  /** Undefined until the user has decided; null: refused. */
  user: IssuerUser | null | undefined;
  /** In milliseconds since 1970. */
  asked: number;
  /** In seconds. */
  interval: number;
}

/** All that one issuer remembers. */
export class IssuerState {
  readonly settings: IssuerSettings;
  readonly signer: Signer = new Signer();
  readonly codes: Shelf<AuthorizationCode>;
  readonly refreshTokens: Shelf<RefreshToken>;
  /** By device code, and by user code without its dash. */
  readonly devices: Shelf<Device>;
  readonly deviceOfUser: Shelf<string>;
  /** Ids of grants and of single tokens. */
  readonly #revoked: Shelf<true>;

  readonly #readScopes: () => ReadonlyMap<string, string>;
  #scopes: ReadonlyMap<string, string> | undefined;

  constructor(settings: IssuerSettings, documentedScopes: () => ReadonlyMap<string, string>) {
    this.settings = settings;
    this.#readScopes = documentedScopes;
    const { clock } = settings;
    this.codes = new Shelf(clock);
    this.refreshTokens = new Shelf(clock);
    this.devices = new Shelf(clock);
    this.deviceOfUser = new Shelf(clock);
    this.#revoked = new Shelf(clock);
  }

  /** As the description names them, with what it says about each. */
  get documentedScopes(): ReadonlyMap<string, string> {
    return (this.#scopes ??= this.#readScopes());
  }

  /** In whole seconds since 1970, as JWTs count (RFC 7519 section 2, NumericDate). */
  seconds(): number {
    return Math.floor(this.settings.clock() / 1000);
  }

  /** The issuer's identifier, as this client sees it. */
  identifier(request: Request): string {
    const { origin = new URL(request.url).origin, prefix, path } = this.settings;
    return origin + prefix + path;
  }

  user(name: string | undefined): IssuerUser | undefined {
    return this.settings.users.find((user) => user.name === name);
  }

  revoke(id: string): void {
    this.#revoked.put(id, true, Math.max(this.settings.refreshLifetime, this.settings.tokenLifetime));
  }

  isRevoked(id: unknown): boolean {
    return typeof id === 'string' && this.#revoked.get(id) === true;
  }

  newGrant(
    client: IssuerClient,
    user: IssuerUser | undefined,
    scopes: readonly string[],
    nonce?: string,
  ): Grant {
    const id = this.settings.randomId();
    return { id, client: client.id, user, scopes, nonce, time: this.seconds() };
  }
}
