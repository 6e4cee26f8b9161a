import { createGenerator } from '../generation/index.ts';
import type { Api, Operation } from '../model/index.ts';
import { prepareValidation } from '../schema/index.ts';
import type { Change } from './change.ts';
import { compareRequestBodies, compareResponses } from './compare-bodies.ts';
import { compareLifecycle, tellRemoved } from './compare-lifecycle.ts';
import { compareParameters } from './compare-parameters.ts';
import { SchemaComparison } from './compare-schemas.ts';
import { compareSecurity, compareSecuritySchemes } from './compare-security.ts';
import { matchOperations } from './match-operations.ts';
import { type Scene, tell } from './scene.ts';
import { Witnesses } from './witness.ts';

export interface DiffOptions {
  /** Milliseconds since 1970, to hold sunset dates against. @default none is */
  readonly now?: number;
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * What has changed from one description to another, in the order of the newer one's operations, whatever OpenAPI
 * version each is written in. What a schema's change comes to is shown by values that one accepts and the other
 * refuses, where any are found.
 */
export async function diffApis(before: Api, after: Api, options: DiffOptions = {}): Promise<Change[]> {
  await prepareValidation();
  const generator = await createGenerator({ seed: 'diff' });
  const witnesses = { request: new Witnesses(generator), response: new Witnesses(generator) };
  const comparisons = {
    request: new SchemaComparison('request', witnesses.request),
    response: new SchemaComparison('response', witnesses.response),
  };
  const changes: Change[] = [];
  const scene = (operation: Operation | undefined, reversed: boolean): Scene => ({
    operation: operation && `${operation.method} ${operation.path}`,
    reversed,
    comparisons,
    changes,
  });
  compareApis(scene(undefined, false), before, after);
  compareAll(before.operations, after.operations, false);
  compareAll(before.webhooks, after.webhooks, true);
  return changes;

  function compareAll(old: readonly Operation[], now: readonly Operation[], reversed: boolean): void {
    const { pairs, removed, added } = matchOperations(old, now);
    const paths = new Set(now.map(({ path }) => path));
    for (const operation of removed)
      if (reversed) tellWebhook(scene(operation, true), operation, 'removed');
      else tellRemoved(scene(operation, false), operation, !paths.has(operation.path), options.now);
    for (const operation of added)
      if (reversed) tellWebhook(scene(operation, true), operation, 'added');
      else
        tell(scene(operation, false), {
          rule: 'endpoint-added',
          effect: 'widens',
          message: 'The operation is new',
          after: operation.node.place(),
        });
    for (const [index, { before: was, after: is, renamed }] of pairs.entries()) {
      options.onProgress?.(index + 1, pairs.length);
      compareOperations(scene(is, reversed), was, is, renamed);
    }
  }
}

/** Who waits for one in vain may break; who gets a new one has not asked for it. */
function tellWebhook(scene: Scene, operation: Operation, what: 'added' | 'removed'): void {
  const place = operation.node.place();
  tell(scene, {
    rule: what,
    effect: 'none',
    level: what === 'removed' ? 'warning' : 'info',
    message: `The webhook ${operation.path} is ${what === 'removed' ? 'gone' : 'new'}`,
    ...(what === 'removed' ? { before: place } : { after: place }),
  });
}

function compareOperations(
  scene: Scene,
  before: Operation,
  after: Operation,
  renamed: ReadonlyMap<string, string>,
): void {
  compareLifecycle(scene, before, after);
  compareSecurity(scene, before, after);
  compareParameters(scene, before, after, renamed);
  compareRequestBodies(scene, before, after);
  compareResponses(scene, before, after);
  compareCallbacks(scene, before, after);
}

/** The server calls back: its requests are what the client reads. */
function compareCallbacks(scene: Scene, before: Operation, after: Operation): void {
  const keyed = (operation: Operation) =>
    new Map(operation.callbacks.map((callback) => [`${callback.name} ${callback.expression}`, callback]));
  const [old, now] = [keyed(before), keyed(after)];
  for (const [key, callback] of old) {
    const known = now.get(key);
    const inner = { ...scene, reversed: !scene.reversed };
    if (!known) {
      tell(scene, {
        rule: 'callback-removed',
        effect: 'none',
        level: 'warning',
        message: `The callback ${callback.name} is gone`,
        before: callback.operations[0]?.node.place(),
      });
      continue;
    }
    for (const pair of matchOperations(callback.operations, known.operations).pairs)
      compareOperations(inner, pair.before, pair.after, pair.renamed);
  }
  for (const [key, callback] of now)
    if (!old.has(key))
      tell(scene, {
        rule: 'callback-added',
        effect: 'none',
        message: `The callback ${callback.name} is new`,
        after: callback.operations[0]?.node.place(),
      });
}

/** What belongs to no operation. */
function compareApis(scene: Scene, before: Api, after: Api): void {
  const urls = (api: Api) => new Set(api.servers.map(({ url }) => url));
  const [old, now] = [urls(before), urls(after)];
  for (const url of old)
    if (!now.has(url))
      tell(scene, {
        rule: 'api-server-removed',
        effect: 'none',
        level: 'warning',
        message: `The server ${url} is gone`,
        before: (before.document.root.get('servers') ?? before.document.root).place(),
      });
  for (const url of now)
    if (!old.has(url))
      tell(scene, {
        rule: 'api-server-added',
        effect: 'none',
        message: `The server ${url} is new`,
        after: (after.document.root.get('servers') ?? after.document.root).place(),
      });
  const names = new Set(after.schemaNames());
  for (const name of before.schemaNames())
    if (!names.has(name))
      tell(scene, {
        rule: 'api-schema-removed',
        effect: 'none',
        message: `The schema ${name} is gone from the components`,
        before: before.document.root.place(),
      });
  compareSecuritySchemes(scene, before, after);
}
