import { Duplex } from 'node:stream';
import { createBrotliDecompress } from 'node:zlib';
import type {
  AuthOptions,
  ExchangeSummary,
  IssuerOptions,
  MockOptions,
  OnViolation,
} from '../../mock/index.ts';
import type { Api, Operation } from '../../model/index.ts';
import { announce, announceFaults, colourMethod } from '../announce.ts';
import {
  type DataFlags,
  dataOptions,
  exitCode,
  type FaultFlags,
  faultOptions,
  type Invocation,
} from '../command.ts';
import { announceFixtureFaults, type FixtureFlags, findFixtures, requireFixtures } from '../fixtures.ts';
import { counted, type Output, plain } from '../output.ts';
import type { FetchHandler } from '../serve.ts';
import { loadApiFrom, sourceOf } from '../source.ts';

interface MockFlags extends DataFlags, FaultFlags, FixtureFlags {
  readonly port: number;
  readonly host: string;
  readonly onViolation: OnViolation;
  readonly auth: boolean | AuthOptions;
  readonly cors: boolean;
  readonly strict?: boolean;
  readonly issuer?: boolean | IssuerOptions;
  readonly acceptLanguage?: boolean;
  readonly prism?: boolean;
  readonly maxBodyBytes?: number;
  /** Of the configuration alone. */
  readonly operations?: MockOptions['operations'];
}

/** Operations that are looked at for one that is easily tried. */
const candidates = 50;
const faultsAfterMs = 300;

/** Serves until asked to stop. */
export async function mock(
  specs: readonly string[],
  { output, flags }: Invocation<MockFlags>,
): Promise<number> {
  const { terminal } = output;
  const source = sourceOf(specs, flags);
  // What does not depend on the description is loaded while that is read.
  const [api, { createMock }, { serve }] = await Promise.all([
    loadApiFrom(source, flags, terminal),
    import('../../mock/index.ts'),
    import('../serve.ts'),
  ]);
  const found = await findFixtures(api, source, flags);
  await requireFixtures(found, output);
  const { onViolation, auth, cors, port, host, scenario } = flags;
  const app = createMock(api, {
    ...dataOptions(flags),
    ...faultOptions(flags),
    onViolation,
    auth,
    cors,
    ...strictness(flags),
    ...(found ? { fixtures: found.fixtures } : {}),
    ...(scenario === undefined ? {} : { scenario }),
    ...(output.quiet ? {} : { onExchange: (exchange) => log(exchange, output) }),
  });
  const onError = (error: unknown) => internalError(error, output);
  const listening = await serve(app.fetch as FetchHandler, { port, host, onError });
  const stopped = terminal.stopAsked();
  announce(api, listening, output);
  const faultsLater = setTimeout(() => {
    announceFaults(api, source, output);
    void announceFixtureFaults(found, output);
  }, faultsAfterMs);
  if (!output.quiet && !output.json) await announceTry(api, listening.url, flags, output);
  await stopped;
  clearTimeout(faultsLater);
  const pending = listening.pending();
  output.say(pending > 0 ? `Stopping, after ${counted(pending, 'request')} under way.` : 'Stopping.');
  await listening.close();
  output.flush();
  return exitCode.fine;
}

/** What is not set stays out. The clock of tokens is the machine's. */
function strictness({
  strict,
  issuer,
  acceptLanguage,
  prism,
  maxBodyBytes,
  operations,
}: MockFlags): MockOptions {
  const chosen = typeof issuer === 'object' ? issuer : {};
  return {
    strict: strict ?? false,
    acceptLanguage: acceptLanguage ?? false,
    prism: prism ?? false,
    contentDecoders: { br: brotli },
    issuer: issuer ? { clock: Date.now, ...chosen } : false,
    ...(maxBodyBytes === undefined ? {} : { maxBodyBytes }),
    ...(operations === undefined ? {} : { operations }),
  };
}

/** Brotli, which Node 20 has in its own library alone. */
function brotli(): ReturnType<NonNullable<MockOptions['contentDecoders']>[string]> {
  return Duplex.toWeb(createBrotliDecompress()) as ReturnType<
    NonNullable<MockOptions['contentDecoders']>[string]
  >;
}

/** A command that shows an answer when it is pasted into a shell. */
async function announceTry(api: Api, origin: string, flags: MockFlags, output: Output): Promise<void> {
  const [{ sampleRequest }, { toCurl }, { StandinError }] = await Promise.all([
    import('../../mock/index.ts'),
    import('../../http/index.ts'),
    import('../../errors.ts'),
  ]);
  for (const operation of easiest(api)) {
    try {
      const request = await sampleRequest(operation, { ...dataOptions(flags), origin });
      output.print(`\nTry: ${output.paint.bold(plain(await toCurl(request)))}\n`);
      return;
    } catch (error) {
      // No valid request can be made for this one, which is for check to say.
      if (!(error instanceof StandinError)) throw error;
    }
  }
  output.print('');
}

/** Some operations, those first that need least. */
function easiest({ operations }: Api): Operation[] {
  const effort = ({ method, path, parameters, requestBody }: Operation) =>
    (method === 'GET' ? 0 : 100) +
    (requestBody?.required ? 50 : 0) +
    (path.includes('{') ? 10 : 0) +
    parameters.filter(({ required }) => required).length;
  const gets = operations.filter(({ method }) => method === 'GET');
  return (gets.length > 0 ? gets : operations)
    .slice(0, candidates)
    .map((operation) => ({ operation, effort: effort(operation) }))
    .sort((left, right) => left.effort - right.effort)
    .slice(0, 3)
    .map(({ operation }) => operation);
}

function log(exchange: ExchangeSummary, output: Output): void {
  if (output.json) {
    output.printSoon(JSON.stringify({ event: 'request', ...exchange }));
    return;
  }
  const { method, path, status, milliseconds, violations, notes } = exchange;
  const { paint } = output;
  const colour =
    status === 0
      ? paint.red
      : status < 300
        ? paint.green
        : status < 400
          ? paint.cyan
          : status < 500
            ? paint.yellow
            : paint.red;
  const count = violations.length > 0 ? paint.yellow(` ${counted(violations.length, 'violation')}`) : '';
  output.printSoon(
    `${colourMethod(method, 6, paint)} ${plain(path)} ${colour(status === 0 ? 'reset' : String(status))} ${paint.dim(`${milliseconds.toFixed(1)} ms`)}${count}`,
  );
  if (!output.verbose) return;
  for (const { in: place, pointer, message } of violations)
    output.printSoon(paint.dim(`       ${place} ${plain(pointer)}: ${plain(message)}`));
  for (const note of notes) output.printSoon(paint.dim(`       ${plain(note)}`));
}

function internalError(error: unknown, output: Output): Response {
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  output.flush();
  output.terminal.err(
    `Standin itself has failed to answer, which it never should. Please report this:\n${detail}\n`,
  );
  const body = JSON.stringify({
    type: 'urn:standin:internal-error',
    title: 'Internal Server Error',
    status: 500,
  });
  return new Response(body, { status: 500, headers: { 'content-type': 'application/problem+json' } });
}
