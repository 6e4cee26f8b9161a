import { readData } from '../document/index.ts';
import { type Fault, StandinError } from '../errors.ts';
import { isToken } from '../http/index.ts';
import { isJsonObject, type JsonObject, loadQueries, own } from '../schema/index.ts';
import type { Interaction, Pact, PactVersion, ProviderState } from './pact.ts';
import { readRequest, readResponse } from './read-message.ts';
import type { RuleReading } from './read-rule.ts';

const MOST_INTERACTIONS = 20_000;

/**
 * Reads a pact file of version 2, 3 or 4 (https://github.com/pact-foundation/pact-specification). What is not HTTP is
 * named in `faults` and left out, and so are rules that are not known.
 *
 * @param file names it in messages
 * @throws StandinError `not-a-pact` for a file that holds none, and what `readData` rejects with
 */
export async function readPact(content: Uint8Array | string, file: string): Promise<Pact> {
  const [data, queries] = await Promise.all([readData(content, file), loadQueries()]);
  const root = data.value;
  if (!isPact(root))
    throw new StandinError(
      `Failed to read the pact ${file}: it has no consumer and provider with interactions. Give a pact file of version 2, 3 or 4.`,
      { code: 'not-a-pact', place: { file } },
    );
  const faults: Fault[] = [...data.faults];
  const warn = (code: string, pointer: string, message: string): void => {
    faults.push({ code, severity: 'warning', message, place: data.place(pointer) });
  };
  const version = versionOf(root);
  const reading: RuleReading = {
    queries,
    complain: (pointer, message) => warn('pact-rule', pointer, message),
  };
  const listed = own(root, 'interactions');
  const interactions: Interaction[] = [];
  const items = Array.isArray(listed) ? listed : [];
  if (items.length > MOST_INTERACTIONS)
    throw new StandinError(
      `Failed to read the pact ${file}: it has more than ${MOST_INTERACTIONS} interactions. Split it.`,
      { code: 'too-large', place: { file } },
    );
  for (const [at, item] of items.entries()) {
    const pointer = `/interactions/${at}`;
    const type = isJsonObject(item) ? (own(item, 'type') ?? 'Synchronous/HTTP') : undefined;
    if (!isJsonObject(item) || type !== 'Synchronous/HTTP') {
      warn(
        'pact-left-out',
        pointer,
        `An interaction of the kind ${JSON.stringify(type)} is not HTTP and is left out.`,
      );
      continue;
    }
    const interaction = readInteraction(item, pointer, version, reading);
    if (isToken(interaction.request.method)) interactions.push(interaction);
    else warn('pact-left-out', pointer, 'An interaction whose request has no method is left out.');
  }
  const messages = own(root, 'messages');
  if (Array.isArray(messages))
    for (const at of messages.keys())
      warn('pact-left-out', `/messages/${at}`, 'A message is not HTTP and is left out.');
  return {
    file,
    consumer: nameOf(root, 'consumer'),
    provider: nameOf(root, 'provider'),
    version,
    interactions,
    faults,
    place: data.place,
  };
}

/** Is a parsed file meant as a pact? */
export function isPact(value: unknown): value is JsonObject {
  if (!isJsonObject(value) || !isJsonObject(own(value, 'consumer')) || !isJsonObject(own(value, 'provider')))
    return false;
  return Array.isArray(own(value, 'interactions')) || Array.isArray(own(value, 'messages'));
}

function readInteraction(
  item: JsonObject,
  pointer: string,
  version: PactVersion,
  reading: RuleReading,
): Interaction {
  return {
    pointer,
    description: String(own(item, 'description') ?? ''),
    pending: own(item, 'pending') === true,
    states: statesOf(item),
    request: readRequest(own(item, 'request'), `${pointer}/request`, version, reading),
    response: readResponse(own(item, 'response'), `${pointer}/response`, version, reading),
  };
}

/** A name in version 2 (`provider_state` in older files), a list of names with parameters since. */
function statesOf(item: JsonObject): ProviderState[] {
  const states = own(item, 'providerStates');
  if (Array.isArray(states))
    return states.filter(isJsonObject).map((state) => {
      const params = own(state, 'params');
      return { name: String(own(state, 'name') ?? ''), params: isJsonObject(params) ? params : {} };
    });
  const name = own(item, 'providerState') ?? own(item, 'provider_state') ?? states;
  return typeof name === 'string' && name !== '' ? [{ name, params: {} }] : [];
}

function nameOf(root: JsonObject, member: string): string {
  const value = own(root, member);
  return isJsonObject(value) ? String(own(value, 'name') ?? member) : member;
}

/** Files of version 1 have no rules and read as those of version 2. */
function versionOf(root: JsonObject): PactVersion {
  const metadata = own(root, 'metadata');
  const of = (name: string): unknown => {
    const found = isJsonObject(metadata) ? own(metadata, name) : undefined;
    return isJsonObject(found) ? own(found, 'version') : undefined;
  };
  const flat = isJsonObject(metadata) ? own(metadata, 'pactSpecificationVersion') : undefined;
  const text = String(of('pactSpecification') ?? of('pact-specification') ?? flat ?? '2');
  const major = Number.parseInt(text, 10);
  return major >= 4 ? 4 : major === 3 ? 3 : 2;
}
