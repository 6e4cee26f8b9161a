import type { Api, Operation } from '../model/index.ts';
import { colourMethod, counted, faultLine, type Output, type Paint, plain } from './output.ts';
import type { Listening } from './serve.ts';
import type { Served } from './served.ts';
import type { ServedApi } from './served-api.ts';

const shownOperations = 25;
const shownFaults = 5;
const gap = 2;
const least = 12;

/** What is served, and where: a table of operations for each description. */
export function announce(apis: readonly ServedApi[], { url, port }: Listening, output: Output): void {
  if (output.json) {
    for (const { api, prefix } of apis) {
      const { title, operations } = api;
      output.printJson({ event: 'listening', url: url + prefix, port, title, operations: operations.length });
    }
    return;
  }
  if (output.quiet) return;
  for (const [index, { api, prefix }] of apis.entries()) {
    if (index > 0) output.print('');
    announceOne(api, url + prefix, output);
  }
}

function announceOne(api: Api, url: string, output: Output): void {
  const { title, version, operations } = api;
  const { paint } = output;
  const prefixes = [...new Set(api.servers.map(({ path }) => path))].filter((path) => path !== '');
  const also = prefixes.length > 0 ? `, also below ${plain(prefixes.slice(0, 3).join(', '))}` : '';
  const name = paint.bold(plain(title) || 'A description without a title');
  output.print(
    `${name} ${paint.dim(plain(version))}: ${counted(operations.length, 'operation')} on ${paint.cyan(url)}${also}\n`,
  );
  const shown = output.verbose ? operations : operations.slice(0, shownOperations);
  for (const row of table(shown, output.terminal.columns, paint)) output.print(row);
  const hidden = operations.length - shown.length;
  if (hidden > 0) output.print(paint.dim(`  … and ${hidden} more (--verbose lists them all)`));
}

/** Operations that no request reaches, since another description has them too. */
export function announceOverlaps({ apis, mounted }: Served, output: Output): void {
  if (apis.length < 2 || output.quiet) return;
  void import('../mock/index.ts').then(({ overlaps }) => {
    for (const { method, path, answers, hidden } of overlaps(mounted)) {
      const names = [apis[answers]!.source, apis[hidden]!.source].map(plain);
      const where = `${plain(method)} ${plain(path)}`;
      if (output.json)
        output.printJson({ event: 'overlap', method, path, answers: names[0], hidden: names[1] });
      else
        output.say(
          output.paintError.yellow(`${where} is in ${names[0]} and in ${names[1]}; the first answers.`),
        );
    }
  });
}

/** Fitted to the width; where that is not known, nothing is shortened. */
export function table(operations: readonly Operation[], columns: number | undefined, paint: Paint): string[] {
  const rows = operations.map(({ method, path, id, deprecated }) => {
    const name = id === `${method} ${path}` ? '' : id;
    return {
      method: plain(method),
      path: plain(path),
      name: plain(name) + (deprecated ? ' (deprecated)' : ''),
    };
  });
  const longest = (key: 'method' | 'path' | 'name') => Math.max(4, ...rows.map((row) => row[key].length));
  const methodWidth = longest('method');
  const room = columns === undefined ? 200 : Math.max(40, columns) - 2 * gap - methodWidth;
  const nameWidth =
    columns === undefined ? Infinity : Math.max(room - gap - longest('path'), Math.floor(room / 3));
  const pathWidth = Math.min(
    longest('path'),
    columns === undefined ? 60 : room - gap - Math.min(nameWidth, longest('name')),
  );
  return rows.map(({ method, path, name }) => {
    const shownPath = columns === undefined ? path : shortenMiddle(path, pathWidth);
    const shownName = nameWidth < least ? '' : shortenMiddle(name, nameWidth);
    const row = `  ${colourMethod(method, methodWidth, paint)}  `;
    return shownName === ''
      ? row + shownPath
      : `${row}${shownPath.padEnd(pathWidth)}  ${paint.dim(shownName)}`;
  });
}

/** The end of a path or a name tells more than its beginning. */
export function shortenMiddle(text: string, width: number): string {
  if (text.length <= width) return text;
  const head = Math.floor((width - 1) * 0.4);
  return `${text.slice(0, head)}…${text.slice(text.length - (width - 1 - head))}`;
}

/** What is wrong in the description, as far as it is known: the rest is served. */
export function announceFaults(api: Api, source: string, output: Output): void {
  const faults = api.faults();
  if (faults.length === 0 || output.quiet) return;
  if (output.json) {
    output.printJson({ event: 'faults', faults });
    return;
  }
  const shown = output.verbose ? faults : faults.slice(0, shownFaults);
  const more = faults.length > shown.length ? ` Here are ${shown.length}.` : '';
  const them = faults.length === 1 ? 'it' : 'them all';
  output.say(
    output.paintError.yellow(
      `${counted(faults.length, 'fault')} in the description; everything else is served.${more} standin check ${source} explains ${them}.`,
    ),
  );
  for (const fault of shown) output.say(`  ${faultLine(fault, output.paintError)}`);
}
