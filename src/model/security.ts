import type { Node } from '../document/index.ts';
import type { OAuthFlow, SecurityRequirement, SecurityScheme } from './api.ts';
import { type Context, listItems, namedEntries } from './context.ts';

const TYPES = ['apiKey', 'http', 'oauth2', 'openIdConnect', 'mutualTLS'];

/** Security schemes and requirements of one description. */
export class Security {
  readonly #context: Context;
  #schemes: ReadonlyMap<string, SecurityScheme> | undefined;
  #root: readonly SecurityRequirement[] | undefined;
  readonly #references = new Map<string, SecurityScheme | undefined>();

  constructor(context: Context) {
    this.#context = context;
  }

  /** By the names of the components. */
  get schemes(): ReadonlyMap<string, SecurityScheme> {
    return (this.#schemes ??= this.#readSchemes());
  }

  /** Of an operation: its own where it has any, even an empty list, else the description's. */
  of(operation: Node): readonly SecurityRequirement[] {
    const own = operation.get('security');
    if (own !== undefined) return this.#read(own);
    return (this.#root ??= this.#read(this.#context.document.root.get('security')));
  }

  /** A requirement that names an unknown scheme is left out: nobody could satisfy it. */
  #read(list: Node | undefined): SecurityRequirement[] {
    return listItems(this.#context, list, 'security').flatMap((node) => {
      const schemes: Array<{ scheme: SecurityScheme; scopes: string[] }> = [];
      for (const [name, scopes] of namedEntries(this.#context, node, 'A security requirement')) {
        const scheme = this.schemes.get(name) ?? this.#byReference(name, node);
        if (scheme === undefined) {
          this.#context.faults.error(
            node,
            'unknown-security-scheme',
            `"${name}" is no security scheme of this description; the requirement is left out.`,
          );
          return [];
        }
        schemes.push({ scheme, scopes: readScopes(this.#context, scopes) });
      }
      return node.object === undefined ? [] : [{ schemes }];
    });
  }

  #readSchemes(): Map<string, SecurityScheme> {
    const written = this.#context.document.root.get('components')?.follow()?.get('securitySchemes');
    const schemes = new Map<string, SecurityScheme>();
    for (const [name, node] of namedEntries(this.#context, written, 'securitySchemes')) {
      const scheme = readScheme(this.#context, name, node.follow());
      if (scheme !== undefined) schemes.set(name, scheme);
    }
    return schemes;
  }

  /** OpenAPI 3.2 lets a requirement name a scheme by URI. */
  #byReference(name: string, from: Node): SecurityScheme | undefined {
    const key = `${from.uri} ${name}`;
    if (!this.#references.has(key)) {
      const node = /[/#.]/.test(name) ? this.#context.document.resolve(name, from.uri)?.follow() : undefined;
      this.#references.set(key, node === undefined ? undefined : readScheme(this.#context, name, node));
    }
    return this.#references.get(key);
  }
}

function readScopes(context: Context, node: Node): string[] {
  return listItems(context, node, 'scopes').flatMap(({ value }) =>
    typeof value === 'string' ? [value] : [],
  );
}

function readScheme(context: Context, name: string, node: Node | undefined): SecurityScheme | undefined {
  if (node === undefined) return undefined;
  const type = node.text('type');
  const where = node.text('in');
  const fail = (message: string): undefined => {
    context.faults.error(
      node,
      'invalid-security-scheme',
      `${message} The security scheme "${name}" is left out.`,
    );
  };
  if (type === undefined || !TYPES.includes(type)) return fail('Its type is none that OpenAPI knows.');
  if (type === 'apiKey') {
    if (where !== 'query' && where !== 'header' && where !== 'cookie') return fail('Its in names no place.');
    if (node.text('name') === undefined) return fail('Its parameter has no name.');
  }
  if (type === 'http' && node.text('scheme') === undefined)
    return fail('It names no HTTP authentication scheme.');
  return {
    name,
    type: type as SecurityScheme['type'],
    in: type === 'apiKey' ? (where as SecurityScheme['in']) : undefined,
    parameter: type === 'apiKey' ? node.text('name') : undefined,
    scheme: type === 'http' ? node.text('scheme')?.toLowerCase() : undefined,
    bearerFormat: node.text('bearerFormat'),
    openIdConnectUrl: node.text('openIdConnectUrl'),
    flows: readFlows(context, node),
    node,
  };
}

function readFlows(context: Context, scheme: Node): Map<string, OAuthFlow> {
  const flows = new Map<string, OAuthFlow>();
  for (const [name, flow] of scheme.get('flows')?.follow()?.entries() ?? []) {
    const scopes = namedEntries(context, flow.get('scopes'), 'scopes');
    flows.set(name, {
      authorizationUrl: flow.text('authorizationUrl'),
      tokenUrl: flow.text('tokenUrl'),
      refreshUrl: flow.text('refreshUrl'),
      deviceAuthorizationUrl: flow.text('deviceAuthorizationUrl'),
      scopes: new Map(scopes.map(([scope, { value }]) => [scope, typeof value === 'string' ? value : ''])),
    });
  }
  return flows;
}
