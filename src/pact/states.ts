import { StandinError } from '../errors.ts';
import { isJsonObject, type JsonObject, own } from '../schema/index.ts';

/** A provider is asked to be in a state, or to leave it. */
export interface StateChange {
  readonly action: 'setup' | 'teardown';
  readonly state: string;
  readonly params: JsonObject;
  readonly consumer: string;
}

/**
 * Brings the provider into a state. What it resolves with is known to generators of the request (`ProviderState`); a
 * rejection says that the state cannot be had.
 */
export type ChangeState = (change: StateChange) => Promise<JsonObject | undefined>;

/** Limits what a hook may answer. */
const MOST_BYTES = 1024 * 1024;

/**
 * Asks a URL of the provider: POST with `{ consumer, state, params, action }`, as Pact's own verifiers do. An answer that
 * is a JSON object holds values for the request.
 *
 * @throws StandinError `bad-target` where it is no http(s) URL
 */
export function statesByUrl(
  url: string,
  fetch: (request: Request) => Response | Promise<Response>,
  timeout: number,
): ChangeState {
  if (!/^https?:/i.test(url) || !URL.canParse(url))
    throw new StandinError(
      `Failed to use the provider states URL "${url}": it is no http or https URL. Give one such as http://127.0.0.1:8000/states.`,
      { code: 'bad-target' },
    );
  return async ({ action, state, params, consumer }) => {
    const response = await fetch(
      new Request(url, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ consumer, state, states: [state], params, action }),
        redirect: 'manual',
        signal: AbortSignal.timeout(timeout),
      }),
    );
    const text = await response.text();
    if (!response.ok) throw new Error(`${url} answered ${response.status}`);
    return text.length > MOST_BYTES ? undefined : objectIn(text);
  };
}

function objectIn(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

type Hook = (params: JsonObject, change: StateChange) => unknown;

/**
 * States by functions of a module: `export const states = { 'user 7 exists': (params) => …, 'no users': { setup, teardown } }`,
 * or a default export that is given every change. A state that the module does not name is refused.
 *
 * @throws StandinError `bad-hooks` where the module has neither
 */
export function statesByModule(module: Readonly<Record<string, unknown>>, file: string): ChangeState {
  const every = own(module, 'default');
  const named = own(module, 'states') ?? (isJsonObject(every) ? (own(every, 'states') ?? every) : undefined);
  const states = isJsonObject(named) ? named : undefined;
  if (!states && typeof every !== 'function')
    throw new StandinError(
      `Failed to use the hooks ${file}: they export no provider states. Write export const states = { 'user 7 exists': async (params) => {} }.`,
      { code: 'bad-hooks', place: { file } },
    );
  return async (change) => {
    const found = states && own(states, change.state);
    if (typeof every === 'function' && found === undefined)
      return valuesOf(await (every as (change: StateChange) => unknown)(change));
    if (found === undefined) throw new Error(`${file} has no state of this name`);
    const hook = isJsonObject(found)
      ? own(found, change.action)
      : change.action === 'setup'
        ? found
        : undefined;
    return typeof hook === 'function' ? valuesOf(await (hook as Hook)(change.params, change)) : undefined;
  };
}

function valuesOf(value: unknown): JsonObject | undefined {
  return isJsonObject(value) ? value : undefined;
}
