export type { CriterionResult } from './criterion.ts';
export type { Workflow } from './document.ts';
export { type HarImport, importHar } from './har/derive.ts';
export { type LoadWorkflowsOptions, loadWorkflows } from './load.ts';
export { checkInputs, runWorkflow } from './run.ts';
export type { StepRequest } from './step-request.ts';
export type { RunWorkflowOptions, StepExchange, StepRun, WorkflowRun } from './step-run.ts';
export { rootWorkflows, type Workflows, whyNotRun } from './workflows.ts';
