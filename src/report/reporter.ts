import type { ContractEvent, Notice } from '../contract/index.ts';
import type { Locate } from './explained.ts';
import { Mask } from './mask.ts';

/** What a reporter writes with. */
export interface ReportContext {
  /** Called with pieces of the report, in order. */
  readonly write: (text: string) => void;
  readonly locate: Locate;
  /** Of the description, for people. */
  readonly title: string;
  /** Milliseconds since 1970, for formats that carry a moment. */
  readonly now: number;
  /** Of this program, for formats that name who wrote them. */
  readonly version?: string | undefined;
}

/** With what keeps secrets out; every text that is not ours goes through it. */
export interface MaskedContext extends ReportContext {
  readonly mask: Mask;
}

/** Makes a report out of a run's events and of nothing else. */
export type Reporter = (event: ContractEvent) => void;

/** Gives a report a mask of its own, which sees each event first. */
export function masked<Context extends ReportContext>(
  report: (context: Context & MaskedContext) => Reporter,
): (context: Context) => Reporter {
  return (context) => {
    const mask = new Mask();
    const reporter = report({ ...context, mask });
    return (event) => {
      mask.note(event);
      if (event.type === 'secrets') return;
      reporter(withoutSecrets(event, mask));
    };
  };
}

/** Notices quote what a target says. */
function withoutSecrets(event: ContractEvent, mask: Mask): ContractEvent {
  const shown = (notice: Notice): Notice => ({ ...notice, message: mask.text(notice.message) });
  if (event.type === 'notice') return { ...event, notice: shown(event.notice) };
  if (event.type !== 'run-finished') return event;
  return { ...event, result: { ...event.result, notices: event.result.notices.map(shown) } };
}
