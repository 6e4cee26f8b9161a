import type { ContractEvent, ContractResult } from '../contract/index.ts';
import { type ExplainContext, explain } from './explained.ts';
import type { MaskedContext, Reporter } from './reporter.ts';
import { standingOf } from './standing.ts';

/** Of the form of the JSON report; another number for what older readers cannot read. */
export const jsonVersion = 1;

/** One JSON object when the run is over. */
export function json({ write, title, ...context }: MaskedContext): Reporter {
  let started: object = {};
  return (event) => {
    if (event.type === 'run-started') {
      const { target, seed, phases, checks } = event;
      started = { target, seed, phases, checks };
    }
    if (event.type !== 'run-finished') return;
    const report = { version: jsonVersion, title, ...started, ...resultOf(event.result, context) };
    write(`${JSON.stringify(report, null, 2)}\n`);
  };
}

/** One JSON object a line for each event, as it happens. */
export function ndjson({ write, ...context }: MaskedContext): Reporter {
  return (event) => write(`${JSON.stringify(eventOf(event, context))}\n`);
}

function resultOf(result: ContractResult, context: ExplainContext): object {
  const { kept, conclusive, requests, cases, milliseconds, gone = [] } = result;
  return {
    kept,
    conclusive,
    requests,
    cases,
    milliseconds,
    findings: result.findings.map((finding) => explain(finding, context)),
    notices: result.notices.map(({ code, message, operation }) => ({
      code,
      message,
      operation: operation?.id,
    })),
    baseline: standingOf(result),
    gone,
    coverage: result.coverage.map(({ operation, statuses, unreached, ...counts }) => ({
      operation: operation.id,
      method: operation.method,
      path: operation.path,
      documented: operation.responses.map(({ status }) => status),
      ...counts,
      statuses: Object.fromEntries(statuses),
      unreached,
    })),
  };
}

function eventOf(event: ContractEvent, context: ExplainContext): object {
  switch (event.type) {
    case 'run-started':
      return {
        type: event.type,
        target: event.target,
        seed: event.seed,
        operations: event.operations.map(({ id }) => id),
        phases: event.phases,
        checks: event.checks,
      };
    case 'exchange':
      return { type: event.type, caseId: event.caseId, ...context.mask.exchange(event.exchange) };
    case 'case-finished': {
      const { id, title, phase, operation } = event.case;
      const { requests, failed, type } = event;
      return { type, id, title: context.mask.text(title), phase, operation: operation.id, requests, failed };
    }
    case 'operation-finished':
      return { ...event, operation: event.operation.id };
    case 'finding':
      return { type: event.type, ...explain(event.finding, context) };
    case 'notice':
      return { type: event.type, ...event.notice, operation: event.notice.operation?.id };
    case 'run-finished':
      return { type: event.type, ...resultOf(event.result, context) };
    default:
      return event;
  }
}
