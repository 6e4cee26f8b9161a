import { explain } from './explained.ts';
import type { MaskedContext, Reporter } from './reporter.ts';

/** Workflow commands: GitHub shows each finding at its line of the description. */
export function github({ write, locate, mask }: MaskedContext): Reporter {
  return (event) => {
    if (event.type !== 'run-finished') return;
    for (const finding of event.result.findings) {
      const { at, check, message, operation, severity, tags, known } = explain(finding, { locate, mask });
      const level =
        severity === 'lenient' || known?.status === 'known'
          ? 'notice'
          : tags.includes('flaky')
            ? 'warning'
            : 'error';
      const line = at.line === undefined ? '' : `,line=${at.line}`;
      const title = property(`${known ? `${known.status}: ` : ''}${check}: ${operation}`);
      write(`::${level} file=${property(at.file)}${line},title=${title}::${data(message)}\n`);
    }
    if (!event.result.conclusive) write(`::error::${data(event.result.notices[0]?.message ?? '')}\n`);
  };
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
