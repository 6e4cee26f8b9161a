export type { Case, PhaseName } from './case.ts';
export { allChecks, chosenChecks } from './checks.ts';
export { Coverage } from './coverage.ts';
export { type Draft, writeDraft } from './draft.ts';
export type {
  ContractEvent,
  ContractResult,
  GoneFinding,
  Notice,
  OperationCoverage,
} from './event.ts';
export type { Exchange, WireRequest, WireResponse } from './exchange.ts';
export { createExchangeChecks, type ExchangeChecks } from './exchange-checks.ts';
export type { Failure } from './failure.ts';
export { breaks, type Finding, Findings, type Known } from './finding.ts';
export type { ForeignContext, ForeignPhase } from './foreign.ts';
export type { GivenData } from './given.ts';
export { lanesOf } from './lanes.ts';
export type { Occasion } from './occasion.ts';
export type { OperationSettings, SettingsOf } from './operation-settings.ts';
export type { ContractOptions, Identity } from './options.ts';
export { planContract } from './plan-contract.ts';
export { runContract } from './run.ts';
export { secretsOf } from './secrets.ts';
export { signed } from './signing.ts';
export { createTarget, type Fetch, type Target } from './target.ts';
export type { WorkflowSelection } from './workflow-selection.ts';
