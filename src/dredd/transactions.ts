import type { Occasion } from '../contract/index.ts';
import { chooseResponse, matchContentType, parseMediaType, responseForStatus } from '../http/index.ts';
import type { Api, MediaType, Operation, ResponseSpec } from '../model/index.ts';

/** One request with the answer that it is to get: what Dredd calls a transaction. */
export interface Transaction {
  /** As Dredd calls it, and as hooks name it: `/users/{id} > Get a user > 200 > application/json`. */
  readonly name: string;
  readonly occasion: Occasion;
  readonly status: number;
  /** Undefined: nothing is documented for this status. */
  readonly spec: ResponseSpec | undefined;
  /** Undefined where no body is documented. */
  readonly mediaType: MediaType | undefined;
  /** Asked for by `Accept`, since there are several. */
  readonly accept: string | undefined;
}

/** Types of one answer that are asked for one by one. */
const maxTypes = 4;

/**
 * What is worth trying: for each occasion the answer that it should get, once for each type that a read can be had in.
 * No two have the same operation, status and type, and no two the same name.
 */
export function transactionsOf(api: Api, occasions: Iterable<Occasion>): Transaction[] {
  const names = new Names(api);
  const seen = new Set<string>();
  const found: Transaction[] = [];
  for (const occasion of occasions) {
    const { operation } = occasion;
    const { status, spec } = answerTo(occasion);
    const types = typesOf(occasion, spec);
    for (const mediaType of types) {
      const key = [operation.method, operation.path, status, mediaType?.type].join(' ');
      if (seen.has(key)) continue;
      seen.add(key);
      const name = names.next(operation, status, mediaType?.type);
      const accept = types.length > 1 ? mediaType?.type : undefined;
      found.push({ name, occasion, status, spec, mediaType, accept });
    }
  }
  return found;
}

function answerTo({ operation, kind, before }: Occasion): {
  readonly status: number;
  readonly spec: ResponseSpec | undefined;
} {
  const { responses } = operation;
  if (kind !== 'success') {
    const wanted = { unauthorized: [401], unknown: [404], broken: [422, 400] }[kind];
    const status =
      wanted.find((each) => responses.some((spec) => spec.status === String(each))) ?? wanted[0]!;
    return { status, spec: responseForStatus(responses, status) };
  }
  // The status that it really gives, where it is one of those that are described.
  const given = before?.response?.status;
  const spec = given === undefined ? undefined : responseForStatus(responses, given);
  if (given !== undefined && spec) return { status: given, spec };
  const chosen = chooseResponse(responses);
  return { status: chosen?.status ?? given ?? 200, spec: chosen?.response };
}

/** The types that are tried one by one; of a write, that of the answer that is known, else the first. */
function typesOf(
  { operation, before }: Occasion,
  spec: ResponseSpec | undefined,
): Array<MediaType | undefined> {
  const content = spec?.content ?? [];
  if (content.length === 0) return [undefined];
  const type = before?.response?.headers.get('content-type') ?? '';
  const known =
    content[
      matchContentType(
        type,
        content.map((each) => each.type),
      )
    ];
  const first = known ?? content[0];
  if (operation.method !== 'GET') return [first];
  const concrete = content.filter((each) => each !== first && !isRange(each.type));
  return first && isRange(first.type) ? [first] : [first, ...concrete].slice(0, maxTypes);
}

function isRange(type: string): boolean {
  return type.includes('*') || parseMediaType(type) === undefined;
}

/** Names as Dredd makes them, so that existing hooks find what they are for. */
class Names {
  readonly #api: Api;
  readonly #taken = new Set<string>();
  /** Of Swagger 2.0, whose parser is another one: before the path, by path. */
  readonly #groups: ReadonlyMap<string, string | undefined> | undefined;

  constructor(api: Api) {
    this.#api = api;
    this.#groups = api.document.version.startsWith('2') ? groupsOf(api) : undefined;
  }

  next(operation: Operation, status: number, type: string | undefined): string {
    const { path, method, node } = operation;
    const item = this.#api.document.root.get('paths')?.get(path)?.follow();
    const resource = this.#groups
      ? [this.#groups.get(path), item?.text('x-summary') ?? `${operation.servers[0]?.path ?? ''}${path}`]
      : [item?.text('summary') ?? path];
    const parts = [...resource, node.text('summary') ?? method, String(status), type];
    const plain = parts.filter((part) => part !== undefined && part !== '').join(' > ');
    let name = plain;
    for (let count = 2; this.#taken.has(name); count++) name = `${plain} (${count})`;
    this.#taken.add(name);
    return name;
  }
}

/**
 * The tag that Dredd's parser puts a path under: that of its first operation with tags, if that has one alone. A path
 * whose operations have several stays where the one before it is.
 */
function groupsOf({ operations }: Api): Map<string, string | undefined> {
  const groups = new Map<string, string | undefined>();
  let last: string | undefined;
  for (const { path } of operations) {
    if (groups.has(path)) continue;
    const tagged = operations.find((each) => each.path === path && each.tags.length > 0);
    if (tagged?.tags.length === 1) last = tagged.tags[0];
    groups.set(path, tagged ? last : undefined);
  }
  return groups;
}
