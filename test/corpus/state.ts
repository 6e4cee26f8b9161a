import { createGenerator } from '../../src/generation/index.ts';
import { createMock } from '../../src/mock/index.ts';
import { loadApi } from '../../src/model/index.ts';
import {
  type Collection,
  type CreateRole,
  type ItemRole,
  inferResources,
  type ListRole,
  type Resources,
} from '../../src/resource/index.ts';
import { prepareValidation, valueAt } from '../../src/schema/index.ts';
import type { CorpusEntry } from '../support/corpus.ts';
import { Judge } from '../support/judge.ts';
import type { RawOperation } from '../support/raw-operation.ts';
import { RequestBuilder } from '../support/request-builder.ts';

/** What became of the collections of one document. */
export interface StateReport {
  readonly slug: string;
  readonly inferred: number;
  /** No list, and nothing that makes one: nobody can know a key. */
  readonly unreachable: number;
  readonly working: number;
  /** Collection, step and why. */
  readonly misses: readonly string[];
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly faults: readonly string[];
}

type Role = ItemRole | CreateRole | ListRole;
type Keys = readonly string[];

/** Tries create, read, list, update and delete on every collection of a document, and judges each answer. */
export async function tryCollections(entry: CorpusEntry): Promise<StateReport> {
  const api = await loadApi(entry.file);
  const resources = inferResources(api);
  const trial = new Trial(Judge.open(entry.file), api, resources);
  const misses: string[] = [];
  let working = 0;
  let unreachable = 0;
  for (const collection of resources.collections) {
    const failed = await trial.run(collection);
    if (failed === undefined) unreachable++;
    else if (failed.length === 0) working++;
    else misses.push(...failed.map((reason) => `${collection.id} ${reason}`));
  }
  return { slug: entry.slug, inferred: resources.collections.length, unreachable, working, misses };
}

class Trial {
  readonly #judge: Judge;
  readonly #builder: RequestBuilder;
  readonly #fetch: (request: Request) => Response | Promise<Response>;
  readonly #resources: Resources;
  #sampler: ((schema: { uri: string; pointer: string; value: unknown }) => unknown) | undefined;

  constructor(judge: Judge, api: Parameters<typeof createMock>[0], resources: Resources) {
    this.#judge = judge;
    this.#resources = resources;
    this.#fetch = createMock(api, { auth: false, state: true }).fetch;
    this.#builder = new RequestBuilder(judge, { sample: (schema) => this.#sampler?.(schema) });
    this.#ready = Promise.all([createGenerator(), prepareValidation()]).then(([generator]) => {
      this.#sampler = (schema) => {
        try {
          return generator.generate(api.document.scope.schema(schema, 'request'));
        } catch {
          return undefined;
        }
      };
    });
  }

  readonly #ready: Promise<void>;

  /** What went wrong; undefined where nobody could know a key. */
  async run(collection: Collection): Promise<string[] | undefined> {
    await this.#ready;
    const parents = await this.#parentsOf(collection, 0);
    if (!parents) return undefined;
    const roles = collection.operations.map((operation) => this.#resources.role(operation));
    const find = <K extends Role['kind']>(...kinds: K[]) =>
      roles.find(
        (role): role is Extract<Role, { kind: K }> =>
          role !== undefined && (kinds as string[]).includes(role.kind) && isPlain(role as Role, collection),
      );
    const failed: string[] = [];
    const create = roles.find(
      (role): role is CreateRole => role?.kind === 'create' && !role.bulk && isPlain(role, collection),
    );
    const list = find('list') as ListRole | undefined;
    let key: Keys | undefined;
    if (create) {
      const made = await this.#send(create, parents, undefined);
      if (typeof made === 'string' && isConflict(made)) key = undefined;
      else if (typeof made === 'string') failed.push(`create: ${made}`);
      else {
        const entity = create.shown && valueAt(made.body, create.shown.at);
        key = entity === undefined ? undefined : keyOf(collection, entity);
      }
    }
    if (list) {
      const listed = await this.#send(list, parents, undefined);
      if (typeof listed === 'string') failed.push(`list: ${listed}`);
      else {
        const items = valueAt(listed.body, list.list.items);
        const all = Array.isArray(items) ? items : Object.values((items ?? {}) as object);
        // What has to be searched for may not be there.
        const searches = list.operation.parameters.some((each) => each.in === 'query' && each.required);
        if (all.length === 0 && !searches) failed.push('list: it is empty');
        key ??= all.map((item) => keyOf(collection, item)).find((each) => each !== undefined);
      }
    }
    if (!create && !list) return undefined;
    if (!key) return failed.length > 0 ? failed : undefined;
    const read = find('read') as ItemRole | undefined;
    const seen = async (step: string) => {
      const answer = read && key && (await this.#send(read, parents, key));
      if (typeof answer === 'string') failed.push(`${step}: ${answer}`);
      else if (answer && read.shown) {
        const shown = keyOf(collection, valueAt(answer.body, read.shown.at));
        if (shown && shown.join() !== key?.join())
          failed.push(`${step}: key ${shown.join()} in place of ${key?.join()}`);
      }
    };
    await seen('read');
    for (const kind of ['replace', 'merge'] as const) {
      const change = find(kind) as ItemRole | undefined;
      if (!change || change.keys.length === 0) continue;
      const changed = await this.#send(change, parents, key);
      if (typeof changed === 'string' && isConflict(changed)) continue;
      if (typeof changed === 'string') failed.push(`${kind}: ${changed}`);
      else await seen(`read after ${kind}`);
    }
    const remove = find('delete') as ItemRole | undefined;
    if (remove) {
      const removed = await this.#send(remove, parents, key);
      if (typeof removed === 'string') failed.push(`delete: ${removed}`);
      else if (read) {
        const answer = await this.#ask(read, parents, key);
        if (typeof answer !== 'string' && answer.status !== 404 && answer.status !== 410)
          failed.push(`read after delete: status ${answer.status}`);
      }
    }
    return failed;
  }

  /** Keys of things that the collection lies below; undefined where none can be known. */
  async #parentsOf(collection: Collection, depth: number): Promise<Keys | undefined> {
    const values: string[] = [];
    for (const { collection: above } of collection.parents) {
      if (!above) {
        values.push('');
        continue;
      }
      if (values.length < above.parents.length || depth > 4) return undefined;
      if (values.length >= above.parents.length + above.keys.length) continue;
      const key = await this.#anyOf(above, values.slice(0, above.parents.length), depth);
      if (!key) return undefined;
      values.push(...key);
    }
    return values.slice(0, collection.parents.length);
  }

  async #anyOf(collection: Collection, parents: Keys, depth: number): Promise<Keys | undefined> {
    if (depth > 4) return undefined;
    const roles = collection.operations.map((operation) => this.#resources.role(operation));
    // What was just made has nothing below it.
    for (const role of [...roles.filter((each) => each?.kind === 'list'), ...roles]) {
      if ((role?.kind !== 'list' && role?.kind !== 'create') || role.within.length > 0) continue;
      const answer = await this.#send(role, parents, undefined);
      if (typeof answer === 'string') continue;
      const found =
        role.kind === 'list'
          ? valueAt(answer.body, role.list.items)
          : role.shown && !role.bulk
            ? [valueAt(answer.body, role.shown.at)]
            : [];
      for (const item of Array.isArray(found) ? found : Object.values((found ?? {}) as object)) {
        const key = keyOf(collection, item);
        if (key) return key;
      }
    }
    return undefined;
  }

  /** A good answer, or what is wrong with it. */
  async #send(role: Role, parents: Keys, key: Keys | undefined): Promise<Answer | string> {
    const answer = await this.#ask(role, parents, key);
    if (typeof answer === 'string') return answer;
    if (answer.status >= 300) return `status ${answer.status}: ${JSON.stringify(answer.body)?.slice(0, 300)}`;
    return answer.faults.length > 0 ? answer.faults.slice(0, 2).join('; ') : answer;
  }

  async #ask(role: Role, parents: Keys, key: Keys | undefined): Promise<Answer | string> {
    const { method, path } = role.operation;
    const operation = this.#judge.operation(method, path) as RawOperation;
    const names = [...role.parents, ...('keys' in role ? role.keys.map(({ parameter }) => parameter) : [])];
    const values = [...parents, ...(key ?? [])];
    try {
      const plan = await this.#builder.plan(operation, 'required');
      const parameters = plan.parameters.map((planned) => {
        const at = planned.shape.in === 'path' ? names.indexOf(planned.shape.name) : -1;
        // Of what is not known, any will do.
        return at < 0 || values[at] === '' ? planned : { ...planned, value: values[at] };
      });
      const response = await this.#fetch(this.#builder.write({ ...plan, parameters }));
      const bytes = new Uint8Array(await response.arrayBuffer());
      const received = { status: response.status, headers: response.headers, body: bytes };
      const { faults } =
        response.status < 300 ? await this.#judge.response(operation, received) : { faults: [] };
      const isJson = /json/.test(response.headers.get('content-type') ?? '') && bytes.length > 0;
      return {
        status: response.status,
        body: isJson ? JSON.parse(new TextDecoder().decode(bytes)) : undefined,
        faults,
      };
    } catch (error) {
      return `no such request: ${(error as Error).message.slice(0, 200)}`;
    }
  }
}

/** Does it name things by their places alone, and promise anything good? */
function isPlain(role: Role, collection: Collection): boolean {
  const good = role.operation.responses.some(({ status }) => /^2|default/.test(status));
  const byKey =
    !('keys' in role) || role.keys.every(({ pointer }, index) => pointer === collection.keys[index]?.pointer);
  return good && byKey && role.within.length === 0;
}

/** The key or another unique member that the request names may be taken: then it is right to say so. */
function isConflict(reason: string): boolean {
  return /^status 409: |(?:There is one of|Another one of) /.test(reason);
}

function keyOf(collection: Collection, entity: unknown): Keys | undefined {
  // What is merely counted has no path of its own that a key would have to be known for.
  const parts = collection.keys
    .filter(({ pointer, parameter }) => pointer !== undefined || parameter !== '')
    .map(({ pointer }) => (pointer === undefined ? undefined : valueAt(entity, pointer)));
  if (parts.some((part) => typeof part !== 'string' && typeof part !== 'number')) return undefined;
  return parts.map(String);
}
