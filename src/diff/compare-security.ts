import type { Api, Operation, SecurityRequirement, SecurityScheme } from '../model/index.ts';
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
  for (const one of old) {
    if (now.some((other) => satisfies(one, other))) continue;
    const same = now.find((other) => sameSchemes(one, other));
    if (same) {
      for (const [name, scopes] of same.schemes)
        for (const scope of scopes)
          if (!one.schemes.get(name)?.has(scope))
            tell(scene, {
              ...places,
              rule: 'api-security-scope-added',
              effect: 'narrows',
              message: `${name} must have the scope ${scope} now`,
            });
      continue;
    }
    tell(scene, {
      ...places,
      rule: one.schemes.size === 0 ? 'api-security-became-required' : 'api-security-removed',
      effect: 'narrows',
      message:
        one.schemes.size === 0
          ? `It could be called without credentials, and now needs ${namesOf(now)}`
          : `${one.text} does not get in any more`,
    });
  }
  for (const other of now) {
    const same = old.find((one) => sameSchemes(one, other));
    if (same) {
      tellDropped(scene, places, same, other);
      continue;
    }
    if (old.some((one) => satisfies(other, one))) continue;
    tell(scene, {
      ...places,
      rule: other.schemes.size === 0 ? 'api-security-became-optional' : 'api-security-added',
      effect: 'widens',
      message:
        other.schemes.size === 0 ? 'It can be called without credentials now' : `${other.text} gets in too`,
    });
  }
}

/** Scopes that an alternative has lost. */
function tellDropped(
  scene: Scene,
  places: Pick<Parameters<typeof tell>[1], 'travel' | 'before' | 'after'>,
  old: Alternative,
  now: Alternative,
): void {
  for (const [name, scopes] of old.schemes)
    for (const scope of scopes)
      if (!now.schemes.get(name)?.has(scope))
        tell(scene, {
          ...places,
          rule: 'api-security-scope-removed',
          effect: 'widens',
          message: `${name} need not have the scope ${scope} any more`,
        });
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
  const kind = (scheme: SecurityScheme) =>
    [scheme.type, scheme.scheme, scheme.in, scheme.parameter].filter((part) => part !== undefined).join(' ');
  if (kind(before) !== kind(after))
    note(
      'api-security-component-type-changed',
      `The security scheme ${name} is ${kind(after)}, was ${kind(before)}`,
      'breaking',
    );
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
