import pc from 'picocolors';
import type { ExchangeSummary } from '../../mock/index.ts';
import type { Api } from '../../model/index.ts';
import { loadSource } from '../load.ts';
import { colourMethod, colourStatus, print, say } from '../output.ts';
import { type CommonFlags, exitCode } from '../command.ts';
import type { Listening } from '../serve.ts';

interface MockFlags extends CommonFlags {
  readonly port: number;
  readonly host: string;
  readonly dynamic?: boolean;
  readonly listSize?: { min: number; max: number };
  readonly onViolation: 'refuse' | 'warn';
  readonly auth: boolean;
  readonly cors: boolean;
}

const shownOperations = 25;

/** Serves until SIGINT or SIGTERM. */
export async function mock(spec: string | undefined, flags: MockFlags): Promise<number> {
  // What does not depend on the description is loaded while that is read.
  const [api, { createMock }, { serve }] = await Promise.all([
    loadSource(spec, flags),
    import('../../mock/index.ts'),
    import('../serve.ts'),
  ]);
  const app = createMock(api, {
    ...(flags.seed === undefined ? {} : { seed: flags.seed }),
    ...(flags.locale === undefined ? {} : { locale: flags.locale }),
    ...(flags.listSize === undefined ? {} : { listSize: flags.listSize }),
    dynamic: flags.dynamic ?? false,
    onViolation: flags.onViolation,
    auth: flags.auth,
    cors: flags.cors,
    ...(flags.quiet ? {} : { onExchange: flags.json ? logJson : logLine(flags.verbose ?? false) }),
  });
  const listening = await serve(app.fetch as (request: Request) => Response | Promise<Response>, flags);
  announce(api, listening, flags);
  setTimeout(() => reportFaults(api, flags), 50).unref();
  await stopSignal();
  if (!flags.quiet && !flags.json) say('Stopping.');
  await listening.close();
  return exitCode.fine;
}

function stopSignal(): Promise<void> {
  return new Promise((done) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done());
  });
}

function announce(api: Api, { url, port }: Listening, flags: MockFlags): void {
  if (flags.json) {
    const { title, operations } = api;
    print(JSON.stringify({ event: 'listening', url, port, title, operations: operations.length }));
  }
  if (flags.quiet || flags.json) return;
  const shown = flags.verbose ? api.operations : api.operations.slice(0, shownOperations);
  const methodWidth = Math.max(4, ...shown.map(({ method }) => method.length));
  const pathWidth = Math.min(70, Math.max(4, ...shown.map(({ path }) => path.length)));
  const rows = shown.map(({ method, path, id, deprecated }) => {
    const name = id === `${method} ${path}` ? '' : pc.dim(id);
    return `  ${colourMethod(method, methodWidth)}  ${path.padEnd(pathWidth)}  ${name}${deprecated ? pc.dim(' (deprecated)') : ''}`;
  });
  const hidden = api.operations.length - shown.length;
  const count = api.operations.length === 1 ? '1 operation' : `${api.operations.length} operations`;
  print(`${pc.bold(api.title)} ${pc.dim(api.version)}: ${count} on ${pc.cyan(pc.underline(url))}`);
  print('');
  for (const row of rows) print(row.trimEnd());
  if (hidden > 0) print(pc.dim(`  … and ${hidden} more (--verbose lists them all)`));
  const example = curlLine(api, url, flags.auth);
  if (example) print(`\nTry: ${pc.bold(example)}`);
  print('');
}

/** A line to try: a GET that needs nothing but credentials. */
function curlLine(api: Api, url: string, auth: boolean): string | undefined {
  const gets = api.operations.filter(({ method, path }) => method === 'GET' && !path.includes('{'));
  const easy =
    gets.slice(0, 50).find(({ parameters }) => parameters.every(({ required }) => !required)) ?? gets[0];
  if (!easy) return undefined;
  const [scheme] = auth ? (easy.security[0]?.schemes ?? []) : [];
  const header = credentials(scheme?.scheme);
  const prefix = easy.servers[0]?.path ?? '';
  return `curl ${header}${url}${prefix}${easy.path}`;
}

function credentials(
  scheme: Api['securitySchemes'] extends ReadonlyMap<string, infer S> ? S | undefined : never,
): string {
  if (!scheme) return '';
  if (scheme.type === 'apiKey' && scheme.in === 'header') return `-H "${scheme.parameter}: key" `;
  if (scheme.type === 'http' && scheme.scheme === 'basic') return '-u user:password ';
  return scheme.type === 'apiKey' || scheme.type === 'mutualTLS' ? '' : '-H "Authorization: Bearer token" ';
}

function reportFaults(api: Api, flags: MockFlags): void {
  const faults = api.faults();
  if (faults.length === 0 || flags.quiet) return;
  const count = faults.length === 1 ? '1 fault' : `${faults.length} faults`;
  if (flags.json) print(JSON.stringify({ event: 'faults', faults }));
  else say(pc.yellow(`${count} in the description; everything else is served. standin check lists them.`));
}

function logJson(exchange: ExchangeSummary): void {
  print(JSON.stringify({ event: 'request', ...exchange }));
}

function logLine(verbose: boolean): (exchange: ExchangeSummary) => void {
  return ({ method, path, status, milliseconds, violations }) => {
    const count =
      violations.length === 0
        ? ''
        : pc.yellow(` ${violations.length} violation${violations.length === 1 ? '' : 's'}`);
    print(
      `${colourMethod(method, 6)} ${path} ${colourStatus(status)} ${pc.dim(`${milliseconds.toFixed(1)} ms`)}${count}`,
    );
    if (!verbose) return;
    for (const { in: place, pointer, message } of violations)
      print(pc.dim(`       ${place} ${pointer}: ${message}`));
  };
}
