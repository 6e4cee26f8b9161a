import type { Api, Operation, SecurityRequirement, SecurityScheme } from '../model/index.ts';
import type { Draft } from './change.ts';
import { type Scene, tell } from './scene.ts';

/** Alternatives of one operation: who could get in before and cannot now? */
export function compareSecurity(scene: Scene, before: Operation, after: Operation): void {
  const [old, now] = [alternatives(before), alternatives(after)];
  const travel = 'request';
  const places = {
    travel,
    before: (before.node.get('security') ?? before.node).place(),
    after: (after.node.get('security') ?? after.node).place(),
  } as const;
  const [gone, come] = [unlike(old, now), unlike(now, old)];
  for (const one of gone) {
    if (now.some((other) => satisfies(one, other))) continue;
    const partner = come.find((other) => sameSchemes(one, other));
    if (partner)
      tellScopes(scene, { ...places, rule: 'api-security-scope-added', effect: 'narrows' }, partner, one);
    else
      tell(scene, {
        ...places,
        rule: one.schemes.size === 0 ? 'api-security-anonymous-access-removed' : 'api-security-removed',
        effect: 'narrows',
        message:
          one.schemes.size === 0
            ? `It could be called without credentials, and now needs ${namesOf(now)}`
            : `${one.text} does not get in any more`,
      });
  }
  for (const other of come) {
    if (old.some((one) => satisfies(other, one))) continue;
    const partner = gone.find((one) => sameSchemes(one, other));
    if (partner)
      tellScopes(scene, { ...places, rule: 'api-security-scope-removed', effect: 'widens' }, partner, other);
    else
      tell(scene, {
        ...places,
        rule: other.schemes.size === 0 ? 'api-security-anonymous-access-added' : 'api-security-added',
        effect: 'widens',
        message:
          other.schemes.size === 0 ? 'It can be called without credentials now' : `${other.text} gets in too`,
      });
  }
}

/** Those that the other description has not. */
function unlike(list: readonly Alternative[], others: readonly Alternative[]): Alternative[] {
  return list.filter((one) => !others.some((other) => satisfies(one, other) && satisfies(other, one)));
}

/** Scopes that the one alternative asks for and the other does not. */
function tellScopes(
  scene: Scene,
  draft: Omit<Draft, 'message'>,
  asking: Alternative,
  other: Alternative,
): void {
  const verb = draft.effect === 'narrows' ? 'must have' : 'need not have';
  const since = draft.effect === 'narrows' ? 'now' : 'any more';
  for (const [name, scopes] of asking.schemes)
    for (const scope of scopes)
      if (!other.schemes.get(name)?.has(scope))
        tell(scene, { ...draft, message: `${name} ${verb} the scope ${scope} ${since}` });
}

interface Alternative {
  /** Scopes by the scheme's name. */
  readonly schemes: ReadonlyMap<string, ReadonlySet<string>>;
  readonly text: string;
}

/** No requirement at all is one that is always met. */
function alternatives({ security }: Operation): Alternative[] {
  return security.length === 0 ? [alternativeOf({ schemes: [] })] : security.map(alternativeOf);
}

function alternativeOf({ schemes }: SecurityRequirement): Alternative {
  return {
    schemes: new Map(schemes.map(({ scheme, scopes }) => [scheme.name, new Set(scopes)])),
    text: schemes.map(({ scheme }) => scheme.name).join(' and ') || 'nobody in particular',
  };
}

/** Who meets `one` meets `other` too. */
function satisfies(one: Alternative, other: Alternative): boolean {
  return [...other.schemes].every(([name, scopes]) => {
    const has = one.schemes.get(name);
    return has !== undefined && [...scopes].every((scope) => has.has(scope));
  });
}

function sameSchemes(one: Alternative, other: Alternative): boolean {
  return (
    one.schemes.size === other.schemes.size &&
    [...one.schemes.keys()].every((name) => other.schemes.has(name))
  );
}

function namesOf(list: readonly Alternative[]): string {
  return list.map(({ text }) => text).join(' or ');
}

/** The schemes themselves. */
export function compareSecuritySchemes(scene: Scene, before: Api, after: Api): void {
  for (const [name, scheme] of before.securitySchemes) {
    const now = after.securitySchemes.get(name);
    if (now) compareScheme(scene, scheme, now);
    else
      tell(scene, {
        rule: 'api-security-component-removed',
        effect: 'none',
        message: `The security scheme ${name} is gone`,
        before: scheme.node.place(),
      });
  }
  for (const [name, scheme] of after.securitySchemes)
    if (!before.securitySchemes.has(name))
      tell(scene, {
        rule: 'api-security-component-added',
        effect: 'none',
        message: `The security scheme ${name} is new`,
        after: scheme.node.place(),
      });
}

function compareScheme(scene: Scene, before: SecurityScheme, after: SecurityScheme): void {
  const places = { before: before.node.place(), after: after.node.place() };
  const note = (rule: string, message: string, level: 'info' | 'breaking' = 'info') =>
    tell(scene, { ...places, rule, effect: 'none', level, message });
  const { name } = after;
  const parts: ReadonlyArray<readonly [string, keyof SecurityScheme]> = [
    ['type', 'type'],
    ['http-scheme', 'scheme'],
    ['bearer-format', 'bearerFormat'],
    ['api-key-in', 'in'],
    ['api-key-name', 'parameter'],
    ['openid-connect-url', 'openIdConnectUrl'],
  ];
  for (const [word, key] of parts) {
    const [was, is] = [before[key], after[key]];
    if (was === is) continue;
    // How credentials are sent is what clients were written for; where they come from can be moved.
    const isInfo = key === 'bearerFormat' || key === 'openIdConnectUrl';
    note(
      `api-security-component-${word}-changed`,
      `The ${word} of the security scheme ${name} is ${String(is ?? 'not said')}, was ${String(was ?? 'not said')}`,
      isInfo ? 'info' : 'breaking',
    );
    // What follows from another type is no change of its own.
    if (key === 'type') break;
  }
  for (const [flow, old] of before.flows) {
    const now = after.flows.get(flow);
    if (!now) {
      note('api-security-component-oauth-flow-removed', `The flow ${flow} of ${name} is gone`, 'breaking');
      continue;
    }
    if (old.authorizationUrl !== now.authorizationUrl)
      note(
        'api-security-component-oauth-url-changed',
        `${name} authorizes at ${now.authorizationUrl}, was ${old.authorizationUrl}`,
      );
    if (old.tokenUrl !== now.tokenUrl)
      note(
        'api-security-component-oauth-token-url-changed',
        `${name} gives tokens at ${now.tokenUrl}, was ${old.tokenUrl}`,
      );
    for (const [scope, text] of old.scopes) {
      const known = now.scopes.get(scope);
      if (known === undefined)
        note('api-security-component-oauth-scope-removed', `The scope ${scope} of ${name} is gone`);
      else if (known !== text)
        note(
          'api-security-component-oauth-scope-changed',
          `The scope ${scope} of ${name} is described otherwise`,
        );
    }
    for (const scope of now.scopes.keys())
      if (!old.scopes.has(scope))
        note('api-security-component-oauth-scope-added', `The scope ${scope} of ${name} is new`);
  }
  for (const flow of after.flows.keys())
    if (!before.flows.has(flow))
      note('api-security-component-oauth-flow-added', `The flow ${flow} of ${name} is new`);
}
