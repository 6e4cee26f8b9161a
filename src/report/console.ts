import { breaks, type ContractResult, type OperationCoverage } from '../contract/index.ts';
import { sharedCauses } from './causes.ts';
import { type Explained, explain } from './explained.ts';
import { type MaskedContext, masked, type ReportContext, type Reporter } from './reporter.ts';
import { standing } from './standing.ts';
import { TimeLeft } from './time-left.ts';

type Colour = (text: string) => string;

/** A terminal, or what stands in for it: colours that may do nothing, a line that may never show. */
export interface ConsoleContext extends ReportContext {
  readonly paint: Readonly<Record<'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan', Colour>>;
  /** Replaces the line of progress; an empty text takes it away. */
  readonly progress: (text: string) => void;
  /** Takes out of a text what could steer a terminal. */
  readonly plain: (text: string) => string;
  /** Milliseconds, monotonic. */
  readonly clock: () => number;
  /** Show remarks in full, and what was reached. */
  readonly verbose: boolean;
}

const maxShown = 50;
const maxBody = 600;
const maxNamed = 5;

/** For people: progress while it runs, findings as they are confirmed, a readable end. */
export const consoleReporter: (context: ConsoleContext) => Reporter = masked<ConsoleContext>(forPeople);

type Context = ConsoleContext & MaskedContext;

function forPeople(context: Context): Reporter {
  const time = new TimeLeft(context.clock);
  const state = { phase: '', operations: 0, cases: 0, requests: 0, findings: 0, shown: 0 };
  return (event) => {
    time.note(event);
    switch (event.type) {
      case 'run-started':
        state.operations = event.operations.length;
        say(
          context,
          `${context.paint.bold('Verifying')} ${context.plain(event.target)} with ${context.plain(context.title)}: ${event.operations.length} operations, seed ${event.seed}.`,
        );
        break;
      case 'scouted':
        say(
          context,
          context.paint.dim(`${event.reached} of ${event.operations} operations take a valid request.`),
        );
        break;
      case 'phase-started':
        state.phase = event.phase;
        break;
      case 'case-finished':
        state.cases++;
        state.requests += event.requests;
        context.progress(
          `${state.phase}: ${state.cases} cases, ${rate(state.requests, time)}, ${state.findings} findings${left(time)}; ${context.plain(event.case.operation.id)}`,
        );
        break;
      case 'finding':
        if (event.finding.failure.severity === 'lenient' || event.finding.known?.status === 'known') break;
        state.findings++;
        if (state.shown++ < maxShown) say(context, finding(explain(event.finding, context), context));
        break;
      case 'phase-finished':
        say(context, context.paint.dim(`${event.phase}: ${event.cases} cases.`));
        break;
      case 'run-finished':
        context.progress('');
        end(event.result, context);
        break;
      default:
        break;
    }
  };
}

function rate(requests: number, time: TimeLeft): string {
  const seconds = time.elapsed();
  return seconds < 1
    ? `${requests} requests`
    : `${requests} requests (${Math.round(requests / seconds)} a second)`;
}

function left(time: TimeLeft): string {
  const seconds = time.left();
  if (seconds === undefined) return '';
  return `, about ${seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.round(seconds / 60)} min`} left`;
}

function say({ write, progress }: ConsoleContext, text: string): void {
  progress('');
  write(`${text}\n`);
}

function finding(it: Explained, { paint, plain }: Context): string {
  const flaky = it.tags.includes('flaky');
  const mark = flaky ? paint.yellow('flaky') : paint.red(it.known?.status ?? 'broken');
  const decisive = it.exchanges.at(-1);
  const status = decisive?.status ?? decisive?.problem ?? '';
  const body = decisive?.response?.body ?? '';
  const lines = [
    '',
    `${mark} ${paint.bold(plain(it.operation))}: ${plain(it.message)}`,
    paint.dim(`  ${it.check} at ${plain(it.place)}`),
    ...it.curl.map((line) => `  ${paint.cyan('$')} ${plain(line)}`),
    `  ${paint.dim('answered')} ${status} ${plain(body.length > maxBody ? `${body.slice(0, maxBody)}…` : body)}`,
    ...(it.differences.length > 0 ? [paint.dim('  unlike the request that is taken:')] : []),
    ...it.differences.map(
      (line) => `    ${line.startsWith('+') ? paint.green(plain(line)) : paint.red(plain(line))}`,
    ),
    paint.dim(`  again: --case '${plain(it.caseId)}'`),
  ];
  return lines.join('\n');
}

function end(result: ContractResult, context: Context): void {
  const { paint, write, plain, verbose } = context;
  const broken = result.findings.filter(breaks);
  const flaky = result.findings.filter(
    ({ failure, tags, known }) =>
      failure.severity === 'failure' && tags.includes('flaky') && known?.status !== 'known',
  );
  const counts = standing(result);
  const lenient = result.findings.filter(({ failure }) => failure.severity === 'lenient');
  write('\n');
  for (const cause of sharedCauses(broken.map((each) => explain(each, context)))) {
    const names = cause.operations.slice(0, maxNamed).map(plain).join(', ');
    const more = cause.operations.length > maxNamed ? ` and ${cause.operations.length - maxNamed} more` : '';
    write(`${paint.bold('one cause')} ${cause.check} at ${plain(cause.place)}: ${names}${more}\n`);
  }
  for (const { check, operation, reason } of result.gone ?? [])
    write(
      `${paint.green('gone')} ${plain(operation)}: ${check} did not come again${reason ? ` (${plain(reason)})` : ''}.\n`,
    );
  for (const { message } of result.notices) write(`${paint.yellow('note')} ${plain(message)}\n`);
  if (lenient.length > 0 && verbose)
    for (const each of lenient) {
      const { operation, message } = explain(each, context);
      write(`${paint.dim('remark')} ${plain(operation)}: ${plain(message)}\n`);
    }
  const seconds = (result.milliseconds / 1000).toFixed(1);
  write(
    `${result.cases} cases, ${result.requests} requests in ${seconds} s; ${coverage(result.coverage)}.\n`,
  );
  const also = [
    ...(counts === '' ? [] : [counts]),
    ...(flaky.length > 0 ? [`${flaky.length} flaky`] : []),
    ...(lenient.length > 0 ? [`${lenient.length} remarks${verbose ? '' : ' (--verbose shows them)'}`] : []),
  ];
  const more = also.length > 0 ? ` Besides: ${also.join(', ')}.` : '';
  if (!result.conclusive) write(`${paint.red('Not verified.')}${more}\n`);
  else if (result.kept) write(`${paint.green('Kept.')}${more}\n`);
  else
    write(
      `${paint.red(`Broken: ${broken.length} ${broken.length === 1 ? 'finding' : 'findings'}.`)}${more}\n`,
    );
}

function coverage(all: readonly OperationCoverage[]): string {
  const documented = all.reduce((sum, { operation }) => sum + operation.responses.length, 0);
  const unreached = all.reduce((sum, each) => sum + each.unreached.length, 0);
  return `${documented - unreached} of ${documented} documented statuses reached`;
}
