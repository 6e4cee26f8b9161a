export type { Case, PhaseName } from './case.ts';
export { allChecks } from './checks.ts';
export type { ContractEvent, ContractResult, Notice, OperationCoverage } from './event.ts';
export type { Exchange, WireRequest, WireResponse } from './exchange.ts';
export type { Finding } from './finding.ts';
export type { ContractOptions, Identity } from './options.ts';
export { planContract } from './plan-contract.ts';
export { runContract } from './run.ts';
export type { Fetch } from './target.ts';
