import type { LoadOptions } from '../document/index.ts';
import { StandinError } from '../errors.ts';
import { type FixtureFolder, type Fixtures, openFixtureFolder } from '../fixture/index.ts';
import {
  isSessionName,
  type JournalEntry,
  type MockOptions,
  type OnViolation,
  openMock,
} from '../mock/index.ts';
import type { Api } from '../model/index.ts';
import { type ApiSource, apiOf } from './load.ts';
import type { Port } from './node/serve.ts';
import { tellEntry } from './observe.ts';
import { type Backend, SessionCore, throwBroken } from './session-core.ts';
import { testName } from './test-name.ts';
import type { TestSession } from './test-session.ts';
import type { Untyped } from './typed.ts';

export interface TestMockOptions extends Omit<MockOptions, 'onViolation' | 'fixtures'> {
  /**
   * What a request that breaks the description gets: the documented error (`refuse`), the answer of a good one (`warn`,
   * `ignore`), or the error, and the test fails with the explanation when `verify()` or `close()` is called (`fail`).
   * @default 'refuse'
   */
  violations?: OnViolation | 'fail';
  /** A folder's path, or what `openFixtureFolder` or `memoryFolder` give. */
  fixtures?: string | FixtureFolder | Fixtures;
  /**
   * Names what `sample` makes.
   * @default the running test's name, as the entries for test runners tell it
   */
  testName?: string;
  /** How the description is loaded; with these, it is not shared with other mocks. */
  load?: LoadOptions;
}

/** A mock inside a test. */
export interface TestMock<Types = Untyped> extends TestSession<Types>, AsyncDisposable {
  /** `http://127.0.0.1:49152`. The port is opened when this is first asked for, and does not keep the process alive. */
  readonly url: Promise<string>;
  /** A session of that name, the same each time; without a name, a new one. */
  session(name?: string): TestSession<Types>;
  /** `verify()` for all sessions. */
  verify(): void;
  /** Frees the port, then throws what `verify()` throws. */
  close(): Promise<void>;
}

/**
 * A mock of a description, ready to answer, in this process and without a port. A description that was loaded before in
 * the process is not loaded again, unless its files have changed; what was worked out of it is shared by its mocks.
 *
 * `Types` is the `Api` that `standin types` writes, or `operations` of openapi-typescript.
 *
 * @throws StandinError as `loadApi` does, and `createMock` with its first request
 */
export async function mock<Types = Untyped>(
  source: ApiSource,
  options: TestMockOptions = {},
): Promise<TestMock<Types>> {
  const { load, fixtures, ...rest } = options;
  const api = await apiOf(source, load);
  const folder = typeof fixtures === 'string' ? await openFixtureFolder(fixtures) : fixtures;
  const made = await OpenTestMock.open(api, rest, folder);
  // The class does at run time what the interface says in types.
  return made as unknown as TestMock<Types>;
}

/** Clients that make up names for sessions must not fill the memory. */
const MOST_SESSIONS = 10_000;

class OpenTestMock extends SessionCore {
  readonly #backend: Backend;
  readonly #sessions: Map<string, SessionCore>;
  #port: Promise<Port> | undefined;
  #unnamed = 0;

  private constructor(backend: Backend, sessions: Map<string, SessionCore>) {
    super('', backend);
    this.#backend = backend;
    this.#sessions = sessions;
    sessions.set('', this);
  }

  static async open(
    api: Api,
    options: Omit<TestMockOptions, 'load' | 'fixtures'>,
    fixtures: FixtureFolder | Fixtures | undefined,
  ): Promise<OpenTestMock> {
    const { violations = 'refuse', journal, testName: name, ...rest } = options;
    const sessions = new Map<string, SessionCore>();
    let opened: OpenTestMock | undefined;
    const note = (entry: JournalEntry) => {
      opened?.receive(entry);
      tellEntry(entry, api);
      journal?.(entry);
    };
    const settings: MockOptions = {
      ...rest,
      ...(fixtures ? { fixtures } : {}),
      onViolation: violations === 'fail' ? 'refuse' : violations,
      journal: note,
    };
    const { app, inside } = openMock(
      api,
      settings,
      (operation, session) => sessions.get(session)?.steps(operation) ?? NO_STEPS,
    );
    const serve: Backend['serve'] = (request, env) => app.fetch(request, env);
    const strict = violations === 'fail';
    const nameOf = name === undefined ? testName : () => name;
    opened = new OpenTestMock({ api, inside: await inside(), strict, serve, testName: nameOf }, sessions);
    return opened;
  }

  get url(): Promise<string> {
    this.#port ??= import('./node/serve.ts').then(({ openPort }) => openPort(this.#backend.serve));
    return this.#port.then(({ url }) => url);
  }

  session(name: string = this.#freeName()): SessionCore {
    if (name !== '' && !isSessionName(name))
      throw new StandinError(
        `Failed to open the session ${name}: a name has 1 to 64 letters, digits and ._~-, in parts with slashes between that begin with a letter or digit. Choose another.`,
        { code: 'invalid-session' },
      );
    return this.#of(name) ?? this.#make(name);
  }

  receive(entry: JournalEntry): void {
    this.#of(entry.session)?.note(entry);
  }

  override verify(): void {
    const told: string[] = [];
    for (const session of this.#sessions.values()) {
      const broken = session.untold();
      if (broken) told.push(broken);
    }
    throwBroken(told);
  }

  async close(): Promise<void> {
    const port = this.#port;
    this.#port = undefined;
    await (await port)?.close();
    this.verify();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #of(name: string): SessionCore | undefined {
    const known = this.#sessions.get(name);
    if (known || this.#sessions.size >= MOST_SESSIONS) return known;
    return this.#make(name);
  }

  #make(name: string): SessionCore {
    const session = new SessionCore(name, this.#backend);
    this.#sessions.set(name, session);
    return session;
  }

  #freeName(): string {
    let name: string;
    do name = `session-${++this.#unnamed}`;
    while (this.#sessions.has(name));
    return name;
  }
}

const NO_STEPS: readonly never[] = [];
