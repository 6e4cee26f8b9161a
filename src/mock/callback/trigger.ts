import { StandinError } from '../../errors.ts';
import { createGenerator, type GeneratorOptions } from '../../generation/index.ts';
import type { Api, Operation } from '../../model/index.ts';
import { nearName, prepareValidation } from '../../schema/index.ts';
import { SYSTEM_TIMERS, type Timers } from '../fault/timers.ts';
import { messageId } from './callbacks.ts';
import { deliver } from './deliver.ts';
import { callbackMessage } from './message.ts';
import { type CallbackDelivery, type CallbackOptions, resolveCallbacks } from './options.ts';

/** A webhook, or a callback of some operation. */
export interface Triggerable {
  /** Of a callback also `subscribe.onData`, with the id of its operation. */
  readonly names: readonly string[];
  readonly operation: Operation;
  /** Of a callback: whose it is. */
  readonly of: Operation | undefined;
}

export interface TriggerOptions extends GeneratorOptions {
  /** Where it goes: whoever names it may call it, so that `allow` is not asked. */
  target: URL;
  callbacks?: CallbackOptions | undefined;
  timers?: Timers;
}

/** All webhooks and callbacks that a description knows. */
export function triggerables(api: Api): Triggerable[] {
  const webhooks = api.webhooks.map(
    (operation): Triggerable => ({ names: [operation.path], operation, of: undefined }),
  );
  const callbacks = api.operations.flatMap((of) =>
    of.callbacks.flatMap(({ name, operations }) =>
      operations.map((operation): Triggerable => ({ names: [name, `${of.id}.${name}`], operation, of })),
    ),
  );
  return [...webhooks, ...callbacks];
}

/**
 * Sends the webhooks or callbacks of that name, with a body that is valid for their description.
 * StandinError `unknown-webhook` where there is none of that name.
 */
export async function trigger(api: Api, name: string, options: TriggerOptions): Promise<CallbackDelivery[]> {
  const { target, callbacks, timers = SYSTEM_TIMERS, ...generatorOptions } = options;
  const meant = find(api, name);
  const settings = resolveCallbacks(callbacks ?? true)!;
  const [generator] = await Promise.all([createGenerator(generatorOptions), prepareValidation()]);
  const deliveries: CallbackDelivery[] = [];
  for (const { operation, of } of meant) {
    const key = `trigger ${name} ${operation.method}`;
    const message = callbackMessage(operation, target, [], generator, key);
    const at = settings.clock?.() ?? generator.settings.now;
    const done = await deliver(message, messageId(generator, `${key} ${at}`), at, settings, timers);
    deliveries.push({ name, operationId: of?.id, method: operation.method, url: message.url.href, ...done });
  }
  return deliveries;
}

function find(api: Api, name: string): Triggerable[] {
  const all = triggerables(api);
  const found = all.filter(({ names }) => names.includes(name));
  if (found.length > 0) return found;
  const names = [...new Set(all.map(({ names: own }) => own[0]!))];
  const near = nearName(name, names);
  const hint =
    near !== undefined
      ? `Did you mean ${near}?`
      : names.length > 0
        ? `There are ${names.slice(0, 8).join(', ')}${names.length > 8 ? ` and ${names.length - 8} more` : ''}.`
        : 'It describes neither webhooks nor callbacks.';
  throw new StandinError(
    `Failed to find ${name}: the description has no webhook or callback of that name. ${hint}`,
    {
      code: 'unknown-webhook',
    },
  );
}
