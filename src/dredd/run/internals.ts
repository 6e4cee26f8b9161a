import type { DreddReal } from './protocol.ts';

// What is used of Dredd 14, most of which it does not document.

/** A transaction as Dredd compiles it, and as its hooks see it afterwards. */
export interface RawTransaction {
  id: string;
  name: string;
  request: {
    method: string;
    uri: string;
    headers: Record<string, string>;
    body?: string;
    bodyEncoding?: string;
  };
  response: { status: string; headers: ReadonlyArray<{ name: string; value: string }> };
  origin: { resourceName: string };
  fullPath: string;
  expected: object;
  real?: DreddReal;
  skip: boolean;
}

export type Hook = (transaction: RawTransaction, callback: () => void) => void;

/** Lists of hooks, and lists by name. */
export interface Hooks extends Record<string, unknown> {
  beforeEachHooks: Hook[];
  beforeEachValidationHooks: Hook[];
  beforeHooks: Record<string, unknown>;
  beforeValidationHooks: Record<string, unknown>;
  afterHooks: Record<string, unknown>;
}

export interface Runner {
  run(transactions: RawTransaction[], callback: unknown): void;
  configureTransaction(transaction: RawTransaction): RawTransaction;
  executeAllTransactions(transactions: RawTransaction[], hooks: Hooks, callback: unknown): void;
}

export interface Test {
  readonly message: string;
  readonly request?: RawTransaction['request'];
  readonly actual?: DreddReal;
  readonly errors?: ReadonlyArray<{ readonly message: string }>;
  readonly results?: { readonly fields?: Record<string, { readonly errors?: readonly GavelError[] }> };
}

export interface GavelError {
  readonly message: string;
  readonly location?: { readonly pointer?: string };
}

export interface Emitter {
  on(event: string, listener: (...values: never[]) => void): void;
}

export type DreddClass = new (
  config: object,
) => { transactionRunner: Runner; run(callback: (error: Error | null | undefined) => void): void };
