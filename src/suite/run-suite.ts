import {
  type ContractEvent,
  type ContractOptions,
  type ContractResult,
  createTarget,
  type Fetch,
  type Identity,
  type Notice,
  runContract,
  type SettingsOf,
} from '../contract/index.ts';
import type { Api } from '../model/index.ts';
import { isSecretName } from '../schema/index.ts';
import { type AuthContext, identityOf, pairs } from './auth.ts';
import type { Baseline } from './baseline.ts';
import type { Caller } from './call-operation.ts';
import { expand, type Variables } from './expand.ts';
import type { HookContext } from './hook.ts';
import type { SuiteFile } from './read-suite.ts';
import { runSteps, type StepContext, tryAllSteps } from './steps.ts';
import type { SuiteTarget, SuiteWorkflow } from './suite.ts';
import { type SuiteOptions, targetOf } from './suite-options.ts';

/** Shorter ones are words of every text, and hide nothing. */
const shortestSecret = 4;
const inProcess = 'http://contract.test';

export interface Running {
  readonly file: SuiteFile;
  readonly api: Api;
  readonly baseline: Baseline | undefined;
  readonly base: ContractOptions;
  readonly options: SuiteOptions;
  readonly variables: Variables;
  /** Called when the setup has run. */
  readonly settingsOf: () => SettingsOf;
  readonly onEvent: (event: ContractEvent) => void;
}

export async function runPrepared(running: Running): Promise<ContractResult> {
  const secrets = new Set<string>();
  const variables: Variables = {
    ...running.variables,
    used: (name, value, pointer) => {
      if (value.length >= shortestSecret && isSecret(name, pointer)) secrets.add(value);
    },
  };
  const { file, options, api, base } = running;
  const { suite } = file;
  const place = placeOf(running, variables);
  const common = {
    ...base,
    headers: place.headers,
    ...(place.basePath === undefined ? {} : { basePath: place.basePath }),
  };
  const context = contextsOf(running, place, variables);
  const identities = base.identities?.length
    ? base.identities
    : identitiesOf(running, place, context.auth, variables);
  const steps: StepContext = { ...context.steps, identity: identities[0] };
  const notices: Notice[] = [];
  let last: Extract<ContractEvent, { type: 'run-finished' }> | undefined;
  let asked: readonly string[] = [];
  const onEvent = (event: ContractEvent): void => {
    if (event.type === 'run-started') asked = event.checks;
    if (event.type === 'run-finished') last = event;
    else running.onEvent(event);
  };
  try {
    await runSteps(suite.setup ?? [], '/setup', steps);
    // Before anything that may quote them.
    if (secrets.size > 0) running.onEvent({ type: 'secrets', secrets: [...secrets] });
    const engines = options.engines ?? suite.engines ?? ['standin'];
    const isOurs = engines.every((name) => name === 'standin');
    const engine = isOurs ? {} : ((await options.engineOptions?.(engines, file)) ?? {});
    await runContract(api, place.target, {
      ...common,
      identities,
      settingsOf: running.settingsOf(),
      known: (finding) => running.baseline?.judge(finding),
      clock: options.clock,
      ...engine,
      headers: [...(engine.headers ?? []), ...common.headers],
      ...(await workflowsOf(running, variables)),
      onEvent,
    });
  } finally {
    for (const { message } of await tryAllSteps(suite.teardown ?? [], '/teardown', steps))
      notices.push({ code: 'teardown-failed', message, operation: undefined });
  }
  const result = last!.result;
  const isWhole = base.caseId === undefined && !hasStopped(result, base);
  const whole: ContractResult = {
    ...result,
    notices: [...result.notices, ...notices],
    gone: running.baseline?.gone(result, { checks: new Set(asked), isWhole }) ?? [],
  };
  running.onEvent({ type: 'run-finished', result: whole });
  return whole;
}

/** A target's address is none, and reports are of no use without it. */
function isSecret(name: string, pointer: string): boolean {
  return isSecretName(name) || /^\/(?:auth|identities)\/|^\/targets\/[^/]+\/auth\//.test(pointer);
}

/** Was it cut short by a limit? Then what did not come may only not have been looked for. */
function hasStopped({ milliseconds, findings }: ContractResult, { maxTime, bail }: ContractOptions): boolean {
  const fresh = findings.filter(({ known }) => known?.status !== 'known').length;
  return milliseconds > (maxTime ?? Number.POSITIVE_INFINITY) || fresh >= (bail ?? Number.POSITIVE_INFINITY);
}

interface Placed {
  readonly target: string | URL | Fetch;
  readonly entry: SuiteTarget | undefined;
  /** Where that entry stands in the suite. */
  readonly pointer: string;
  readonly headers: ReadonlyArray<readonly [string, string]>;
  readonly basePath: string | undefined;
}

function placeOf({ file, options, base }: Running, variables: Variables): Placed {
  const { suite } = file;
  const { name, target } = targetOf(file, options);
  const pointer = name === undefined ? '' : `/targets/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const written = name === undefined ? undefined : suite.targets?.[name];
  // Credentials of the target are read by themselves, since --identity may stand in for them.
  const { auth, ...rest }: SuiteTarget =
    typeof written === 'string' ? { url: written } : (written ?? { url: '' });
  const given = expand(target === undefined ? rest : { ...rest, url: '' }, pointer, variables, file);
  const entry: SuiteTarget | undefined =
    written === undefined ? undefined : { ...given, ...(auth ? { auth } : {}) };
  const headers = pairs({
    ...expand(suite.headers ?? {}, '/headers', variables, file),
    ...given.headers,
  });
  const own = base.basePath ?? given.basePath;
  return {
    target: target ?? given.url,
    entry,
    pointer,
    headers: [...headers, ...(base.headers ?? [])],
    basePath:
      own ??
      (suite.basePath === undefined ? undefined : expand(suite.basePath, '/basePath', variables, file)),
  };
}

function contextsOf(
  { file, options, api, base }: Running,
  { target, headers, basePath }: Placed,
  variables: Variables,
): { readonly auth: AuthContext; readonly steps: Omit<StepContext, 'identity'> } {
  const { project, clock } = options;
  const fetch: Fetch = base.fetch ?? ((request) => globalThis.fetch(request));
  const timeout = base.timeout ?? 10_000;
  const send: Fetch = typeof target === 'function' ? target : fetch;
  const url = typeof target === 'function' ? inProcess : String(target).replace(/\/+$/, '');
  // The target is looked at before anything is sent to it.
  createTarget({ target, basePath, timeout, maxBodyBytes: 0, clock: undefined, fetch });
  const caller: Caller = { api, target, basePath, timeout, fetch, headers };
  const hookContext: Omit<HookContext, 'identity' | 'scopes'> = {
    target: url,
    env: options.env,
    steps: variables.steps as Map<string, unknown>,
    fetch: async (input, init) => {
      const request = new Request(
        typeof input === 'string' && input.startsWith('/') ? url + input : input,
        init,
      );
      return request.url.startsWith(url) ? send(request) : fetch(request);
    },
  };
  return {
    auth: { suite: file, project, caller, base: url, send, hookContext, clock },
    steps: { suite: file, project, caller, variables, hookContext },
  };
}

/** The caller first. */
function identitiesOf(
  { file }: Running,
  { entry, pointer }: Placed,
  context: AuthContext,
  variables: Variables,
): Identity[] {
  const { auth, identities = {} } = file.suite;
  const own = entry?.auth
    ? { auth: entry.auth, pointer: `${pointer}/auth` }
    : auth
      ? { auth, pointer: '/auth' }
      : undefined;
  const named = Object.entries(identities).map(([name, given]) => {
    const at = `/identities/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    return identityOf(name, expand(given, at, variables, file), at, context);
  });
  if (!own) return named;
  return [identityOf('main', expand(own.auth, own.pointer, variables, file), own.pointer, context), ...named];
}

async function workflowsOf({ file, options, api }: Running, variables: Variables): Promise<ContractOptions> {
  const { loadWorkflows, project } = options;
  const written = file.suite.workflows ?? [];
  if (written.length === 0 || !loadWorkflows) return {};
  const files = await Promise.all(
    written.map(async (each, index) => {
      const {
        file: name,
        inputs = {},
        only,
      }: SuiteWorkflow = typeof each === 'string' ? { file: each } : each;
      return {
        file: await project.locate(name, file.file),
        inputs: expand(inputs, `/workflows/${index}/inputs`, variables, file),
        only,
      };
    }),
  );
  return loadWorkflows(files, api);
}
