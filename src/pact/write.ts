import { StandinError } from '../errors.ts';
import { createGenerator, type Generator } from '../generation/index.ts';
import type { JournalEntry } from '../mock/index.ts';
import { isJsonObject, type JsonObject, own, sameJson, setOwn } from '../schema/index.ts';
import type { PactVersion } from './pact.ts';
import { isPact } from './read.ts';
import { type Recorded, type RecordedBody, recordedOf } from './recorded.ts';
import type { RuleAt, WrittenRule } from './schema-rules.ts';

export interface WritePactOptions {
  readonly consumer: string;
  readonly provider: string;
  /** Of the specification. @default 4 */
  readonly version?: PactVersion;
  /** A pact file of the same two, whose other interactions stay. */
  readonly existing?: string;
}

/** More are not kept: whoever sends them all uses more than a pact can say. */
const MOST = 5_000;

/** Gathers what a consumer uses, each kind of exchange once. */
export class PactRecorder {
  readonly #options: WritePactOptions;
  readonly #existing: readonly JsonObject[];
  readonly #recorded = new Map<string, Recorded>();
  #pending: Promise<unknown> = Promise.resolve();
  #generator: Promise<Generator> | undefined;
  #problem: { readonly error: unknown } | undefined;

  /** @throws StandinError `bad-existing-pact` where the file is no pact, or of others */
  constructor(options: WritePactOptions) {
    this.#options = options;
    this.#existing = options.existing === undefined ? [] : existingOf(options.existing, options);
  }

  /** Takes an entry of a mock's journal; never throws. */
  add(entry: JournalEntry): void {
    if (this.#recorded.size >= MOST) return;
    const recorded = this.#recordedOf(entry).catch((error: unknown) => {
      this.#problem ??= { error };
      return undefined;
    });
    // In the order of the requests, however long their bodies take.
    this.#pending = this.#pending.then(async () => {
      const it = await recorded;
      if (it) this.addRecorded(it);
    });
  }

  /** Takes what another recorder has gathered, in another process too. */
  addRecorded(recorded: Recorded): void {
    if (this.#recorded.size < MOST && !this.#recorded.has(recorded.key))
      this.#recorded.set(recorded.key, recorded);
  }

  /** What was gathered, as plain data for `addRecorded`. */
  async recorded(): Promise<Recorded[]> {
    await this.#pending;
    if (this.#problem) throw this.#problem.error;
    return [...this.#recorded.values()];
  }

  async #recordedOf(entry: JournalEntry): Promise<Recorded | undefined> {
    this.#generator ??= createGenerator();
    return recordedOf(entry, this.#options.version !== 2, await this.#generator);
  }

  /** How many interactions there are. */
  get size(): number {
    return this.#recorded.size;
  }

  /** The whole file, with a line break at its end. Rejects with what kept an entry from being written down. */
  async text(): Promise<string> {
    await this.#pending;
    const { consumer, provider, version = 4 } = this.#options;
    const written = named([...this.#recorded.values()]).map((it) => interactionOf(it, version));
    const kept = this.#existing.filter((old) => !written.some((it) => isSame(old, it)));
    const pact = {
      consumer: { name: consumer },
      provider: { name: provider },
      interactions: [...kept, ...written],
      metadata: { pactSpecification: { version: version === 4 ? '4.0' : `${version}.0.0` } },
    };
    return `${JSON.stringify(pact, null, 2)}\n`;
  }
}

/**
 * What a consumer used, as a pact file: exchanges of a mock's journal, each kind once, with matching rules from the
 * description's schemas and without credentials.
 *
 * @throws StandinError `bad-existing-pact` where `existing` is no pact, or of others
 */
export async function writePact(entries: Iterable<JournalEntry>, options: WritePactOptions): Promise<string> {
  const recorder = new PactRecorder(options);
  for (const entry of entries) recorder.add(entry);
  return recorder.text();
}

function existingOf(text: string, { consumer, provider, version = 4 }: WritePactOptions): JsonObject[] {
  const wrong = (reason: string): never => {
    throw new StandinError(
      `Failed to add to the pact of ${consumer} with ${provider}: ${reason}. Name another file, or take this one away.`,
      { code: 'bad-existing-pact' },
    );
  };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return wrong('the file that is there is no JSON');
  }
  if (!isPact(value)) return wrong('the file that is there is no pact');
  const nameOf = (party: string) => (own(value, party) as JsonObject)['name'];
  if (nameOf('consumer') !== consumer || nameOf('provider') !== provider)
    return wrong(
      `the file that is there is of ${String(nameOf('consumer'))} with ${String(nameOf('provider'))}`,
    );
  const metadata = own(value, 'metadata');
  const specification = isJsonObject(metadata) ? own(metadata, 'pactSpecification') : undefined;
  const there = Number.parseInt(String(isJsonObject(specification) ? own(specification, 'version') : ''), 10);
  if (there !== version) return wrong(`the file that is there is not of version ${version}`);
  const interactions = own(value, 'interactions');
  return Array.isArray(interactions) ? interactions.filter(isJsonObject) : [];
}

/** Description and states tell interactions apart (Pact specification). */
function isSame(left: JsonObject, right: JsonObject): boolean {
  return (
    own(left, 'description') === own(right, 'description') &&
    sameJson(own(left, 'providerStates'), own(right, 'providerStates')) &&
    own(left, 'providerState') === own(right, 'providerState')
  );
}

function named(all: readonly Recorded[]): Recorded[] {
  const seen = new Map<string, number>();
  return all.map((it) => {
    const count = (seen.get(it.description) ?? 0) + 1;
    seen.set(it.description, count);
    return count === 1 ? it : { ...it, description: `${it.description} (${count})` };
  });
}

function interactionOf(
  { description, states, request, response }: Recorded,
  version: PactVersion,
): JsonObject {
  const { query } = request;
  return {
    ...(version === 4 ? { type: 'Synchronous/HTTP' } : {}),
    description,
    ...statesMember(states, version),
    request: {
      method: request.method,
      path: request.path,
      ...(query.size === 0 ? {} : { query: version === 2 ? searchOf(query) : objectOf(query) }),
      ...messageOf(request, version, {
        path: request.pathPattern === undefined ? [] : [{ match: 'regex', regex: request.pathPattern }],
        anyHeaders: [],
      }),
    },
    response: {
      status: response.status,
      ...messageOf(response, version, { path: [], anyHeaders: response.anyHeaders }),
    },
  };
}

function statesMember(states: Recorded['states'], version: PactVersion): JsonObject {
  if (states.length === 0) return {};
  if (version > 2) return { providerStates: states };
  return { providerState: states.map(({ name }) => name).join(' and ') };
}

function messageOf(
  {
    headers,
    body,
  }: { readonly headers: ReadonlyArray<readonly [string, string]>; readonly body: RecordedBody | undefined },
  version: PactVersion,
  more: { readonly path: readonly WrittenRule[]; readonly anyHeaders: readonly string[] },
): JsonObject {
  const bodyRules = body && 'rules' in body ? body.rules : [];
  const matchingRules = version === 2 ? flatRules(bodyRules, more) : rulesByCategory(bodyRules, more);
  const content = body && ('rules' in body ? contentOf(body.json, version) : body.text);
  return {
    ...(headers.length === 0
      ? {}
      : { headers: objectOf(headers.map(([name, value]) => [name, version === 4 ? [value] : value])) }),
    ...(body === undefined
      ? {}
      : { body: version === 4 ? { content, contentType: body.type, encoded: false } : content }),
    ...(Object.keys(matchingRules).length === 0 ? {} : { matchingRules }),
  };
}

/** Version 4 takes a text for the JSON itself: a string is written as one. */
function contentOf(json: unknown, version: PactVersion): unknown {
  return version === 4 && (json === null || typeof json !== 'object') ? JSON.stringify(json) : json;
}

type More = Parameters<typeof messageOf>[2];

function rulesByCategory(rules: readonly RuleAt[], { path, anyHeaders }: More): JsonObject {
  const list = (matchers: readonly WrittenRule[], combine: string = 'AND') => ({ matchers, combine });
  return {
    ...(path.length === 0 ? {} : { path: list(path) }),
    ...(anyHeaders.length === 0
      ? {}
      : { header: objectOf(anyHeaders.map((name) => [name, list([{ match: 'regex', regex: '.+' }])])) }),
    ...(rules.length === 0
      ? {}
      : {
          body: objectOf(
            rules.map((rule) => [expressionOf('$', rule.path), list(rule.matchers, rule.combine)]),
          ),
        }),
  };
}

/** Version 2 knows no more than types, their numbers, and regular expressions. */
function flatRules(rules: readonly RuleAt[], { path, anyHeaders }: More): JsonObject {
  const flat: Array<[string, unknown]> = [
    ...path.map((rule): [string, unknown] => ['$.path', rule]),
    ...anyHeaders.map((name): [string, unknown] => [`$.headers['${name}']`, { match: 'regex', regex: '.+' }]),
  ];
  for (const { path: at, matchers, combine } of rules) {
    const [rule] = matchers;
    const isKnown = combine === 'AND' && rule && /^(?:type|regex)$/.test(String(rule['match']));
    flat.push([expressionOf('$.body', at), isKnown ? withoutZero(rule) : { match: 'type' }]);
  }
  return objectOf(flat);
}

function withoutZero({ min, ...rule }: WrittenRule): WrittenRule {
  return min === undefined || min === 0 ? rule : { min, ...rule };
}

function expressionOf(start: string, path: readonly string[]): string {
  return path.reduce((text, name) => {
    if (name === '*') return `${text}[*]`;
    if (/^[A-Za-z_]\w*$/.test(name)) return `${text}.${name}`;
    return name.includes("'") ? `${text}["${name}"]` : `${text}['${name}']`;
  }, start);
}

function searchOf(query: ReadonlyMap<string, readonly string[]>): string {
  const search = new URLSearchParams();
  for (const [name, values] of query) for (const value of values) search.append(name, value);
  return search.toString();
}

function objectOf(members: Iterable<readonly [string, unknown]>): JsonObject {
  const object: JsonObject = {};
  for (const [name, value] of members) setOwn(object, name, value);
  return object;
}
