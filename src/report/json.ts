import type { ContractEvent, ContractResult } from '../contract/index.ts';
import { explain, type Locate } from './explained.ts';
import { shownExchange } from './mask.ts';
import type { ReportContext, Reporter } from './reporter.ts';

/** One JSON object when the run is over. */
export function json({ write, locate }: ReportContext): Reporter {
  return (event) => {
    if (event.type === 'run-finished') write(`${JSON.stringify(resultOf(event.result, locate), null, 2)}\n`);
  };
}

/** One JSON object a line for each event, as it happens. */
export function ndjson({ write, locate }: ReportContext): Reporter {
  return (event) => write(`${JSON.stringify(eventOf(event, locate))}\n`);
}

function resultOf(result: ContractResult, locate: Locate): object {
  const { kept, conclusive, requests, cases, milliseconds } = result;
  return {
    kept,
    conclusive,
    requests,
    cases,
    milliseconds,
    findings: result.findings.map((finding) => explain(finding, locate)),
    notices: result.notices.map(({ code, message, operation }) => ({
      code,
      message,
      operation: operation?.id,
    })),
    coverage: result.coverage.map(({ operation, statuses, unreached, cases: tried }) => ({
      operation: operation.id,
      cases: tried,
      statuses: Object.fromEntries(statuses),
      unreached,
    })),
  };
}

function eventOf(event: ContractEvent, locate: Locate): object {
  switch (event.type) {
    case 'run-started':
      return { ...event, operations: event.operations.map(({ id }) => id) };
    case 'exchange':
      return { type: event.type, caseId: event.caseId, ...shownExchange(event.exchange) };
    case 'case-finished': {
      const { id, title, phase, operation } = event.case;
      const { requests, failed, type } = event;
      return { type, id, title, phase, operation: operation.id, requests, failed };
    }
    case 'finding':
      return { type: event.type, ...explain(event.finding, locate) };
    case 'notice':
      return { type: event.type, ...event.notice, operation: event.notice.operation?.id };
    case 'run-finished':
      return { type: event.type, ...resultOf(event.result, locate) };
    default:
      return event;
  }
}
