import { Duplex } from 'node:stream';
import { createBrotliDecompress } from 'node:zlib';
import type { AuthOptions, CallbackOptions, IssuerOptions, MockOptions, OnViolation } from '../mock/index.ts';
import { type DataFlags, dataOptions, type FaultFlags, faultOptions } from './command.ts';
import type { FixtureFlags } from './fixtures.ts';
import type { Output } from './output.ts';
import type { PactFileFlags } from './pact-file.ts';
import { logDelivery, logExchange } from './request-log.ts';
import type { StateFlags } from './state.ts';

export interface MockFlags extends DataFlags, FaultFlags, FixtureFlags, StateFlags, PactFileFlags {
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
  readonly watch: boolean;
  readonly workers?: number;
  /** Switched off, or of the configuration. */
  readonly callbacks: boolean | CallbackOptions;
  readonly allowCallbacks?: string;
  readonly callbackSecret?: string;
  /** Of the configuration alone. */
  readonly operations?: MockOptions['operations'];
  readonly mounts?: Readonly<Record<string, unknown>>;
}

/** The flags as options of a mock, without its fixtures. */
export function mockOptions(flags: MockFlags, output: Output): MockOptions {
  const { onViolation, auth, cors, scenario } = flags;
  return {
    ...dataOptions(flags),
    ...faultOptions(flags),
    onViolation,
    auth,
    cors,
    ...strictness(flags),
    ...(scenario === undefined ? {} : { scenario }),
    callbacks: callbackOptions(flags, output),
    ...(output.quiet ? {} : { onExchange: (exchange) => logExchange(exchange, output) }),
  };
}

/** To this machine, and to what is allowed; the clock of signatures is the machine's. */
export function callbackOptions(
  {
    callbacks,
    allowCallbacks,
    callbackSecret,
  }: Pick<MockFlags, 'callbacks' | 'allowCallbacks' | 'callbackSecret'>,
  output: Output,
): CallbackOptions | false {
  if (callbacks === false) return false;
  const given = typeof callbacks === 'object' ? callbacks : {};
  const secret = callbackSecret ?? given.signing?.secret;
  return {
    clock: Date.now,
    ...given,
    allow: [...(given.allow ?? []), ...(allowCallbacks?.split(',') ?? [])],
    signing: secret === undefined ? undefined : { ...given.signing, secret },
    send: async (request) => {
      const { sendCallback } = await import('./callback-sender.ts');
      return sendCallback(request);
    },
    ...(output.quiet ? {} : { onDelivery: (delivery) => logDelivery(delivery, output) }),
  };
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
