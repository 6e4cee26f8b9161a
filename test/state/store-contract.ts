import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Change, origin, type Store } from '../../src/state/store.ts';
import type { StoreOptions } from '../../src/state/stores/options.ts';
import { scopeStore } from '../../src/state/stores/scope.ts';
import { apply, change, contentOf, Reader } from './reader.ts';

export interface StoreUnderTest {
  readonly store: Store;
  /** Closes the store and opens what it has kept; a store that keeps nothing gives itself. */
  reopen(): Promise<Store>;
}

export type OpenStore = (options?: StoreOptions) => Promise<StoreUnderTest>;

/** What every store holds to. */
export function storeContract(name: string, open: OpenStore): void {
  test(`${name}: a session that nobody has written to holds nothing`, async () => {
    const { store } = await open();
    expect(await store.since('', origin)).toEqual({ snapshot: false, commits: [], position: origin });
    expect(await store.sessions()).toEqual([]);
    expect(await contentOf(store, 'other')).toEqual(new Map());
  });

  test(`${name}: commits are numbered from 1 and read back as they were given`, async () => {
    const { store } = await open();
    const changes = [
      change('1', { name: 'a' }),
      change('2', null),
      { ...change('3', 'x'), created: true as const },
    ];
    const first = await store.append('', origin, 1000, changes);
    expect(first?.version).toBe(1);
    const second = await store.append('', first!, 2000, [change('1', undefined)]);
    expect(second?.version).toBe(2);
    const { snapshot, commits, position } = await store.since('', first!);
    expect(position).toEqual(second);
    expect(snapshot).toBe(false);
    expect(commits.map(({ version, at }) => [version, at])).toEqual([[2, 2000]]);
    expect(commits[0]!.changes.map(({ space, key, value }) => [space, key, value])).toEqual([
      ['/things', '1', undefined],
    ]);
    expect([...(await contentOf(store))].map(([, value]) => value)).toEqual([null, 'x']);
  });

  test(`${name}: a reader that is up to date is told nothing`, async () => {
    const { store } = await open();
    const position = await store.append('', origin, 0, [change('1', 1)]);
    expect(await store.since('', position!)).toEqual({ snapshot: false, commits: [], position });
  });

  test(`${name}: of appends to one version exactly one wins`, async () => {
    const { store } = await open();
    const start = await store.append('', origin, 0, [change('0', 0)]);
    const won = await Promise.all(
      Array.from({ length: 20 }, (_, index) => store.append('', start!, 0, [change('winner', index)])),
    );
    expect(won.filter((position) => position !== undefined)).toHaveLength(1);
    const [winner] = won.flatMap((position, index) => (position === undefined ? [] : [index]));
    expect((await contentOf(store)).get('["/things","winner"]')).toBe(winner);
  });

  test(`${name}: of first appends to a session exactly one wins`, async () => {
    const { store } = await open();
    const won = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        store.append('new', origin, 0, [change(String(index), index)]),
      ),
    );
    expect(won.filter((position) => position !== undefined)).toHaveLength(1);
    expect((await contentOf(store, 'new')).size).toBe(1);
  });

  test(`${name}: parallel read-modify-write loses nothing`, async () => {
    const { store } = await open();
    const writers = Array.from({ length: 8 }, () => new Reader(store));
    await Promise.all(
      writers.map(async (writer) => {
        for (let count = 0; count < 25; count++)
          await writer.write((entities) => [
            change('counter', Number(entities.get('["/things","counter"]') ?? 0) + 1),
          ]);
      }),
    );
    expect((await contentOf(store)).get('["/things","counter"]')).toBe(200);
  });

  test(`${name}: sessions do not see each other`, async () => {
    const { store } = await open();
    const names = [
      '',
      'a',
      'b',
      'a:b',
      '__proto__',
      'constructor',
      'a/b',
      '../x',
      'ä☃',
      '\ud800',
      'a\nb',
      '{a}',
    ];
    for (const session of names) await new Reader(store, session).append([change('1', session)]);
    for (const session of names) expect([...(await contentOf(store, session)).values()]).toEqual([session]);
    expect([...(await store.sessions())].sort()).toEqual([...names].sort());
  });

  test(`${name}: a session that was dropped is empty, also for those who knew it`, async () => {
    const { store } = await open();
    const reader = new Reader(store, 's');
    await reader.append([change('1', 1)]);
    await new Reader(store, 't').append([change('1', 1)]);
    await store.drop('s');
    expect(await store.sessions()).toEqual(['t']);
    expect(await reader.append([change('2', 2)])).toBe(false);
    expect(await reader.read()).toEqual(new Map());
    expect(reader.position).toEqual(origin);
    await store.drop('never seen');
  });

  test(`${name}: a session that comes again is not taken for the one before`, async () => {
    const { store } = await open();
    const reader = new Reader(store, 's');
    await reader.append([change('1', 'old')]);
    await store.drop('s');
    await new Reader(store, 's').append([change('2', 'new')]);
    expect(await reader.append([change('3', 'late')])).toBe(false);
    expect([...(await reader.read()).values()]).toEqual(['new']);
  });

  test(`${name}: scopes share a store and see nothing of each other`, async () => {
    const { store } = await open({ maxSessions: 4 });
    const [rest, one, two] = [
      scopeStore(store, ''),
      scopeStore(store, '/one'),
      scopeStore(store, '/one/two'),
    ];
    for (const [index, scope] of [rest, one, two].entries())
      for (const session of ['', 'a'])
        await new Reader(scope, session).append([change('1', index + session)]);
    expect([...(await contentOf(one)).values()]).toEqual(['1']);
    expect([...(await contentOf(two, 'a')).values()]).toEqual(['2a']);
    // The default sessions stay; of the others only one has room beside them.
    expect([await rest.sessions(), await one.sessions()]).toEqual([[''], ['']]);
    expect([...(await two.sessions())].sort()).toEqual(['', 'a']);
    await two.drop('');
    expect(await two.sessions()).toEqual(['a']);
    expect((await contentOf(one)).size).toBe(1);
  });

  test(`${name}: what is changed keeps its place and what comes back stands at the end, also for those who come anew`, async () => {
    const { store, reopen } = await open();
    const writer = new Reader(store);
    for (const key of ['a', 'b', 'c', 'd']) await writer.append([change(key, 1)]);
    await writer.append([change('a', 2), change('b', undefined)]);
    await writer.append([change('b', 3)]);
    for (let count = 0; count < 300; count++) await writer.append([change('c', count)]);
    const expected = ['a', 'c', 'd', 'b'].map((key) => `["/things","${key}"]`);
    expect([...(await contentOf(store)).keys()]).toEqual(expected);
    expect([...(await contentOf(await reopen())).keys()]).toEqual(expected);
  });

  test(`${name}: readers that are far behind get the same as those who follow`, async () => {
    const { store } = await open();
    const writer = new Reader(store);
    const late = new Reader(store);
    const behind = new Reader(store);
    for (let count = 0; count < 500; count++) {
      await writer.append([
        { ...change(String(count % 90), count % 7 === 0 ? undefined : count), created: true },
      ]);
      if (count === 3 || count === 470) await late.read();
      if (count === 490) await behind.read();
    }
    const expected = new Map([...writer.entities].sort());
    for (const reader of [late, behind, new Reader(store)])
      expect(new Map([...(await reader.read())].sort())).toEqual(expected);
  });

  test(`${name}: odd keys and values come back as they are`, async () => {
    const { store, reopen } = await open();
    const changes: Change[] = [
      change('__proto__', JSON.parse('{"__proto__":{"polluted":true},"constructor":1}'), '__proto__'),
      change('', '', ''),
      change('a/b%2F', { '': [], empty: {}, nested: [[[]], [{}]] }),
      change('lone', '\ud800 and \udfff'),
      change('\udc00', 1),
      change('line\nfeed\r\u2028', 'line\nfeed\u0000\u2029'),
      change('numbers', [0.1, 1e308, 5e-324, 2 ** 53, 2 ** 63 + 2 ** 12, 1e21]),
      change('long', 'ä'.repeat(300_000)),
      change(
        'many',
        Array.from({ length: 20_000 }, (_, index) => ({ index })),
      ),
    ];
    const expected = new Map<string, unknown>();
    for (const each of changes) apply(expected, each);
    await new Reader(store).append(changes);
    expect(await contentOf(store)).toEqual(expected);
    expect(await contentOf(await reopen())).toEqual(expected);
    expect(({} as { polluted?: true }).polluted).toBeUndefined();
  });

  test.each([
    ['a number beyond counting', Number.NaN],
    ['a big integer', 1n],
    ['bytes', new Uint8Array(2)],
    ['a map', new Map()],
  ])(`${name}: %s is refused and changes nothing`, async (_title, value) => {
    const { store } = await open();
    const attempt = async () => await store.append('', origin, 0, [change('1', 1), change('2', { value })]);
    await expect(attempt()).rejects.toMatchObject({ code: 'store-value' });
    expect(await contentOf(store)).toEqual(new Map());
  });

  test(`${name}: beyond their bound the oldest entities are forgotten`, async () => {
    const notices: string[] = [];
    const { store, reopen } = await open({ maxEntities: 100, onNotice: (notice) => notices.push(notice) });
    const writer = new Reader(store);
    for (let count = 0; count < 400; count++) {
      await writer.read();
      await writer.append([change(String(count), count)]);
    }
    const values = [...(await writer.read()).values()] as number[];
    expect(values.length).toBeLessThanOrEqual(200);
    // Told at most once a minute.
    expect(notices.length).toBeLessThan(2);
    expect(values).toContain(399);
    expect(values.sort((left, right) => left - right)[0]).toBe(400 - values.length);
    expect(await contentOf(store)).toEqual(writer.entities);
    expect(await contentOf(await reopen())).toEqual(writer.entities);
  });

  test(`${name}: what is read is what was appended, whatever was appended, dropped or reopened`, async () => {
    const value = fc.option(fc.jsonValue({ maxDepth: 2 }), { nil: undefined, freq: 4 });
    const changes = fc.array(
      fc.record({
        space: fc.constantFrom('/a', '/b', '__proto__'),
        key: fc.constantFrom('1', '2', '__proto__', 'ä'),
        value,
      }),
      { maxLength: 4 },
    );
    const step = fc.oneof(
      { weight: 10, arbitrary: fc.record({ session: fc.constantFrom('', 's', 't'), changes }) },
      {
        weight: 1,
        arbitrary: fc.record({ session: fc.constantFrom('', 's', 't'), drop: fc.constant(true) }),
      },
      { weight: 1, arbitrary: fc.constant({ session: 'reopen' }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const opened = await open();
        let { store } = opened;
        const model = new Map<string, Map<string, unknown>>();
        for (const { session, ...doing } of steps) {
          if ('changes' in doing) {
            // JSON knows no negative zero.
            const given = JSON.parse(JSON.stringify(doing.changes)) as Change[];
            const entities = model.get(session) ?? new Map<string, unknown>();
            for (const each of given) apply(entities, each);
            model.set(session, entities);
            await new Reader(store, session).write(() => given);
          } else if ('drop' in doing) {
            model.delete(session);
            await store.drop(session);
          } else {
            store = await opened.reopen();
          }
        }
        for (const session of ['', 's', 't'])
          expect(await contentOf(store, session)).toEqual(model.get(session) ?? new Map());
        expect([...(await store.sessions())].sort()).toEqual([...model.keys()].sort());
        await store.close();
      }),
      { numRuns: 25 },
    );
  });
}
