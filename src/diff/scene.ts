import type { Node } from '../document/index.ts';
import type { Place } from '../errors.ts';
import type { SchemaHandle } from '../model/index.ts';
import type { SchemaScope } from '../schema/index.ts';
import { type Change, type Draft, levelOf, type Travel } from './change.ts';
import type { SchemaComparison } from './compare-schemas.ts';
import { ruleOf, type SchemaChange, type SchemaRole, type SchemaSpot } from './schema-change.ts';

/** What comparing one operation, or what belongs to none, has at hand. */
export interface Scene {
  /** `GET /users/{id}`. */
  readonly operation: string | undefined;
  /** A webhook: the server sends its requests, and clients answer. */
  readonly reversed: boolean;
  readonly comparisons: Readonly<Record<Travel, SchemaComparison>>;
  readonly changes: Change[];
}

export function tell(scene: Scene, draft: Draft): void {
  const { rule, effect, message, travel, before, after, proof, level } = draft;
  const seen = travel && scene.reversed ? other(travel) : travel;
  scene.changes.push({
    rule: scene.reversed ? `webhook-${rule}` : rule,
    level: level ?? levelOf(effect, seen),
    effect,
    travel,
    operation: scene.operation,
    message: `${message}.`,
    before,
    after,
    proof,
  });
}

function other(travel: Travel): Travel {
  return travel === 'request' ? 'response' : 'request';
}

/** What a schema is the schema of, in words: `the query parameter limit`. */
export interface SchemaSubject {
  readonly travel: Travel;
  readonly role: SchemaRole;
  readonly name: string;
}

/** Tells every difference of two schemas; one that came or went as a whole too. */
export function tellSchemas(
  scene: Scene,
  subject: SchemaSubject,
  before: SchemaHandle | undefined,
  after: SchemaHandle | undefined,
): void {
  const { travel, role, name } = subject;
  if (!before || !after) {
    if (before !== after)
      tell(scene, {
        rule: `${travel}-${role}-schema-${after ? 'set' : 'unset'}`,
        effect: after ? 'narrows' : 'widens',
        // Nothing was known before, so that nobody could rely on it; or nothing is known now.
        level: 'warning',
        message: after ? `${capital(name)} has a schema now` : `${capital(name)} has no schema any more`,
        travel,
        before: before?.node.place(),
        after: after?.node.place(),
      });
    return;
  }
  const schemas = [before.for(travel), after.for(travel)] as const;
  for (const change of scene.comparisons[travel].compare(...schemas)) {
    const [old, now] = [
      spotPlace(change.before, schemas[0].scope, before.node),
      spotPlace(change.after, schemas[1].scope, after.node),
    ];
    tell(scene, {
      rule: ruleOf(travel, role, change),
      effect: change.effect,
      message: `${capital(name)}${below(change)}: ${change.words}`,
      travel,
      before: old,
      after: now,
      proof: change.proof,
      level: change.level ?? special(travel, role, change),
    });
  }
}

/** What the effect alone would say wrongly. */
function special(travel: Travel, role: SchemaRole, { tail, idle }: SchemaChange): Draft['level'] {
  if (idle) return 'info';
  // What a client leaves out means something else now.
  if (travel === 'request' && role === 'parameter' && tail === 'default-value-changed') return 'warning';
  return undefined;
}

function below({ names }: SchemaChange): string {
  return names.length === 0
    ? ''
    : `, /${names.map((name) => name.replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`;
}

function spotPlace(spot: SchemaSpot | undefined, scope: SchemaScope, root: Node): Place | undefined {
  const source = spot?.json && scope.originOf(spot.json);
  if (!source) return spot ? root.place() : undefined;
  const at = spot.keyword === undefined ? source.pointer : `${source.pointer}/${spot.keyword}`;
  return root.document.place(source.uri, at);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
