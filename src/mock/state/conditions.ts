import type { Operation } from '../../model/index.ts';
import type { Collection, Resources } from '../../resource/index.ts';
import type { Entity, World } from '../../state/index.ts';
import type { GoodRequest, Reply } from '../answer-source.ts';
import { fingerprint } from '../headers.ts';
import { errorReply } from './answers.ts';
import { collectionOfRole, type Turn } from './turn.ts';

/** Which headers of RFC 9110 section 13 the operations of a collection speak of. */
interface Validators {
  readonly etag: boolean;
  readonly lastModified: boolean;
}

const known = new WeakMap<Collection, Validators>();

const tagNames = ['etag', 'if-match', 'if-none-match'];
const dateNames = ['last-modified', 'if-modified-since', 'if-unmodified-since'];

function validatorsOf(collection: Collection, resources: Resources): Validators {
  let validators = known.get(collection);
  if (!validators) {
    // What an operation is about takes much longer to find out than which headers it has.
    const speaking = resources.near(collection).filter((operation) => {
      const names = headerNames(operation);
      return [...tagNames, ...dateNames].some((name) => names.includes(name)) && isAbout(operation);
    });
    const names = speaking.flatMap(headerNames);
    const has = (wanted: readonly string[]) => wanted.some((name) => names.includes(name));
    validators = { etag: has(tagNames), lastModified: has(dateNames) };
    known.set(collection, validators);
  }
  return validators;

  function isAbout(operation: Operation): boolean {
    const role = resources.role(operation);
    return role !== undefined && collectionOfRole(role) === collection;
  }
}

function headerNames({ parameters, responses }: Operation): string[] {
  return [
    ...parameters.filter((parameter) => parameter.in === 'header').map(({ name }) => name.toLowerCase()),
    ...responses.flatMap(({ headers }) => headers.map(({ name }) => name.toLowerCase())),
  ];
}

/** Does the answer depend on what the client says it knows? */
export function isConditional(
  { headers }: GoodRequest,
  collection: Collection,
  resources: Resources,
): boolean {
  const { etag, lastModified } = validatorsOf(collection, resources);
  return (
    (etag && (headers.has('if-match') || headers.has('if-none-match'))) ||
    (lastModified && (headers.has('if-modified-since') || headers.has('if-unmodified-since')))
  );
}

const tags = new WeakMap<Entity, string>();

function etagOf(entity: Entity): string {
  let tag = tags.get(entity);
  if (tag === undefined) tags.set(entity, (tag = `"${fingerprint(JSON.stringify(entity.value))}"`));
  return tag;
}

/** `ETag` and `Last-Modified` of an entity, where its collection knows them. */
export function validatorHeaders(
  { space, state, role }: Turn,
  world: World,
  entity: Entity,
): Record<string, string> {
  const { etag, lastModified } = validatorsOf(space.collection, state.resources);
  if (!etag && !lastModified) return {};
  const headers: Record<string, string> = {};
  if (etag) headers['etag'] = etagOf(entity);
  if (lastModified) {
    const at = world.entityChangedAt(space, entity.key) ?? state.worlds.start;
    headers['last-modified'] = new Date(at).toUTCString();
  }
  // What the description demands of a header goes before what the RFC does.
  const refused = Object.entries(headers).filter(([name, value]) => {
    const described = role.success?.headers.find((header) => header.name.toLowerCase() === name);
    return described?.schema?.for('response').accepts(value) === false;
  });
  for (const [name] of refused) delete headers[name];
  return headers;
}

/**
 * What preconditions make of a request (RFC 9110 section 13.2.2); undefined: it goes on. Conditions that the description
 * does not speak of are not looked at.
 */
export function precondition(turn: Turn, world: World, entity: Entity | undefined): Reply | undefined {
  const { request, role, space, state } = turn;
  const { headers, method } = request;
  const { etag, lastModified } = validatorsOf(space.collection, state.resources);
  const reading = method === 'GET' || method === 'HEAD';
  const failed = (what: string) =>
    errorReply(
      role.operation,
      [412],
      `The precondition ${what} does not hold: the thing has changed, or is not there.`,
    );
  const match = etag ? headers.get('if-match') : null;
  const since = lastModified ? headers.get('if-unmodified-since') : null;
  if (match !== null) {
    if (!entity || !listed(match, entity, true)) return failed('If-Match');
  } else if (since !== null && entity && isAfter(turn, world, entity, since))
    return failed('If-Unmodified-Since');
  const none = etag ? headers.get('if-none-match') : null;
  const known = lastModified ? headers.get('if-modified-since') : null;
  const unchanged =
    none !== null
      ? entity !== undefined && listed(none, entity, false)
      : reading && known !== null && entity !== undefined && !isAfter(turn, world, entity, known);
  if (!unchanged || !entity) return undefined;
  return reading ? { status: 304, headers: validatorHeaders(turn, world, entity) } : failed('If-None-Match');
}

/** Is the entity's tag in the list? Strong comparison takes no weak tags (RFC 9110 section 8.8.3.2). */
function listed(field: string, entity: Entity, strong: boolean): boolean {
  const own = etagOf(entity);
  return field.split(',').some((each) => {
    const tag = each.trim();
    return tag === '*' || tag === own || (!strong && tag === `W/${own}`);
  });
}

/** In whole seconds, since that is what the header can say. */
function isAfter({ space, state }: Turn, world: World, { key }: Entity, date: string): boolean {
  const than = Date.parse(date);
  const at = world.entityChangedAt(space, key) ?? state.worlds.start;
  return !Number.isNaN(than) && Math.floor(at / 1000) > Math.floor(than / 1000);
}
