import { type JsonObject, setOwn } from '../schema/index.ts';
import type { Interaction, Pact, ProviderState } from './pact.ts';
import type { ChangeState, StateChange } from './states.ts';

export interface StatesSetUp {
  /** Parameters of the states, and what the provider told of them. */
  readonly values: JsonObject;
  /** Why the provider is not in one of them. */
  readonly problem?: { readonly state: ProviderState; readonly reason: string };
}

/** Brings a provider into the states of an interaction and out of them. */
export class ProviderStates {
  readonly #change: ChangeState | undefined;

  constructor(change: ChangeState | undefined) {
    this.#change = change;
  }

  async setUp(pact: Pact, { states }: Interaction): Promise<StatesSetUp> {
    const values: JsonObject = {};
    const learn = (told: JsonObject) => {
      for (const [name, value] of Object.entries(told)) setOwn(values, name, value);
    };
    for (const state of states) {
      learn(state.params);
      try {
        learn((await this.#change?.(changeOf('setup', state, pact))) ?? {});
      } catch (error) {
        return { values, problem: { state, reason: reasonOf(error) } };
      }
    }
    return { values };
  }

  /** A sentence for each state that could not be left. */
  async tearDown(pact: Pact, { states, description }: Interaction): Promise<string[]> {
    const remain: string[] = [];
    for (const state of states.toReversed()) {
      try {
        await this.#change?.(changeOf('teardown', state, pact));
      } catch (error) {
        remain.push(`The state "${state.name}" of "${description}" was not taken away: ${reasonOf(error)}.`);
      }
    }
    return remain;
  }
}

function changeOf(
  action: StateChange['action'],
  { name, params }: ProviderState,
  { consumer }: Pact,
): StateChange {
  return { action, state: name, params, consumer };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message.replace(/\.$/, '') : String(error);
}
