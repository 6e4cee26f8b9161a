import type { MockOptions } from '../mock/index.ts';
import type { ResourceCorrections } from '../resource/index.ts';
import type { Store } from '../state/index.ts';
import { correctionsFor } from './corrections.ts';
import { counted, type Output, plain } from './output.ts';
import type { ServedApi } from './served-api.ts';

export interface StateFlags {
  readonly state: boolean;
  readonly population?: number;
  readonly unknownIds?: '404' | 'generate';
  readonly store?: string;
  readonly sessionTtl?: number;
  readonly adminToken?: string;
  /** Of the configuration. */
  readonly resources?: ResourceCorrections;
}

/** What is kept by requests; it outlives a change of the descriptions. */
export class KeptState {
  readonly #output: Output;
  #store: Promise<Store> | undefined;

  constructor(output: Output) {
    this.#output = output;
  }

  /** Opens what the flags name, so that what is wrong with it is said before anything is served. */
  async open(flags: StateFlags, apis: readonly ServedApi[]): Promise<void> {
    if (flags.state && flags.store !== undefined) await this.#open(flags, apis);
  }

  /** The options of one of the apis. */
  options(
    flags: StateFlags,
    apis: readonly ServedApi[],
    index: number,
  ): Pick<MockOptions, 'state' | 'admin'> {
    const { state, population, unknownIds, adminToken } = flags;
    const admin = adminToken === undefined ? true : { token: adminToken };
    if (!state) return { state, admin };
    const scope = scopeOf(apis, index);
    const store = async () => {
      const [opened, { scopeStore }] = await Promise.all([
        this.#open(flags, apis),
        import('../state/index.ts'),
      ]);
      return scope === '' ? opened : scopeStore(opened, scope);
    };
    return {
      state: {
        ...(population === undefined ? {} : { population }),
        ...(unknownIds === undefined ? {} : { unknownIds }),
        store,
      },
      admin,
    };
  }

  /** Says what changed descriptions make of what is kept: it is there still, but not all of it is shown as it was. */
  async sayUnfitting(flags: StateFlags, apis: readonly ServedApi[]): Promise<void> {
    if (!flags.state || this.#store === undefined) return;
    const [opened, { reconcile, scopeStore }] = await Promise.all([this.#store, import('../state/index.ts')]);
    for (const [index, { api }] of apis.entries()) {
      const scope = scopeOf(apis, index);
      const unfitting = await reconcile(
        api,
        scope === '' ? opened : scopeStore(opened, scope),
        correctionsFor(api, flags, apis),
      );
      for (const { space, lost, changed } of unfitting) {
        const where = plain(space);
        if (this.#output.json) this.#output.printJson({ event: 'state', space, lost, changed });
        if (lost > 0)
          this.#output.say(
            `${counted(lost, 'entity', 'entities')} of ${where}: no such collection is described any more.`,
          );
        if (changed > 0)
          this.#output.say(
            `${counted(changed, 'entity', 'entities')} of ${where} no longer fit: what does not is made up anew.`,
          );
      }
    }
  }

  async close(): Promise<void> {
    await (await this.#store?.catch(() => undefined))?.close();
  }

  #open({ store = 'memory', sessionTtl }: StateFlags, apis: readonly ServedApi[]): Promise<Store> {
    this.#store ??= import('../state/index.ts').then(async ({ openStore }) =>
      openStore(store, {
        now: Date.now,
        ...(sessionTtl === undefined ? {} : { sessionTtl }),
        // What is in memory is filled by this description alone.
        ...(store === 'memory' ? {} : { description: await identityOf(apis) }),
        onNotice: (notice) => this.#output.say(notice),
      }),
    );
    return this.#store;
  }
}

/** Several descriptions share a store, each with worlds of its own: by its path, or its place among those of one path. */
function scopeOf(apis: readonly ServedApi[], index: number): string {
  const { prefix } = apis[index]!;
  const before = apis.slice(0, index).filter((other) => other.prefix === prefix).length;
  return before === 0 ? prefix : `${prefix}#${before}`;
}

/** Another title, version or path makes another description. */
async function identityOf(apis: readonly ServedApi[]): Promise<{ title: string; hash: string }> {
  const said = apis.map(({ api, prefix }) => {
    return [prefix, api.title, api.version, [...new Set(api.operations.map(({ path }) => path))].sort()];
  });
  const { createHash } = await import('node:crypto');
  const hash = createHash('sha256').update(JSON.stringify(said)).digest('hex');
  return { title: apis.map(({ api }) => api.title).join(', '), hash };
}
