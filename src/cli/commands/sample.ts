import { existsSync } from 'node:fs';
import { StandinError } from '../../errors.ts';
import type { Operation } from '../../model/index.ts';
import { type DataFlags, dataOptions, exitCode, type Invocation } from '../command.ts';
import { findOperation, onlyOperation } from '../operation.ts';
import type { Output } from '../output.ts';
import { loadApiFrom, sourceOf } from '../source.ts';

interface SampleFlags extends DataFlags {
  readonly request?: boolean;
  readonly status?: number;
}

/** A description and an operation, or one of them. */
type Names = readonly [string | undefined, string | undefined];

/** Prints one valid response of an operation, or a request for it. */
export async function sample(named: Names, { output, flags }: Invocation<SampleFlags>): Promise<number> {
  const [spec, name] = split(named);
  const source = sourceOf(spec === undefined ? [] : [spec], flags);
  const [api, { sampleRequest, createMock }] = await Promise.all([
    loadApiFrom(source, flags, output.terminal),
    import('../../mock/index.ts'),
  ]);
  const operation = name === undefined ? onlyOperation(api) : await findOperation(api, name);
  const options = dataOptions(flags);
  const request = await sampleRequest(operation, options);
  if (flags.request) {
    await printRequest(request, output);
    return exitCode.fine;
  }
  if (flags.status !== undefined) request.headers.set('prefer', `code=${flags.status}`);
  // The answer is wanted, whatever the request is like.
  const mock = createMock(api, {
    ...options,
    cors: false,
    auth: false,
    onViolation: 'warn',
    state: false,
  });
  const response = await mock.fetch(request);
  if (isOwnProblem(response, operation)) throw await refusal(response, operation);
  await printResponse(response, output);
  return exitCode.fine;
}

/** A single name is that of a description if it can be one, else of an operation of the default. */
function split([first, second]: Names): Names {
  if (first === undefined || second !== undefined) return [first, second];
  const isSource = first === '-' || /^https?:|\.(json|ya?ml|mdx)$/i.test(first) || existsSync(first);
  return isSource ? [first, undefined] : [undefined, first];
}

/** A problem that the description does not know: the mock could not do what was asked of it. */
function isOwnProblem({ status, headers }: Response, { responses }: Operation): boolean {
  const type = headers.get('content-type') ?? '';
  const documented = responses.some(
    (response) =>
      [String(status), `${String(status)[0]}XX`, 'default'].includes(response.status) &&
      response.content.some((mediaType) => mediaType.type.startsWith('application/problem+json')),
  );
  return type.startsWith('application/problem+json') && !documented;
}

async function refusal(response: Response, { id }: Operation): Promise<StandinError> {
  const { detail = `it answered ${response.status}` } = (await response.json()) as { detail?: string };
  return new StandinError(`Failed to make a response of ${id}: ${detail}`, { code: 'no-response' });
}

async function printRequest(request: Request, output: Output): Promise<void> {
  if (output.json) {
    const { method, url, headers } = request;
    const body = request.body ? await request.text() : undefined;
    output.printJson({ method, url, headers: Object.fromEntries(headers), body });
    return;
  }
  const { toCurl } = await import('../../http/index.ts');
  output.print(await toCurl(request));
}

async function printResponse(response: Response, output: Output): Promise<void> {
  const type = response.headers.get('content-type') ?? '';
  const bytes = new Uint8Array(await response.arrayBuffer());
  const text = textOf(bytes);
  const json = /[/+]json\b(?!-)/.test(type) ? parsed(text) : undefined;
  if (output.json) {
    const body = json ?? text ?? Array.from(bytes);
    output.printJson({ status: response.status, headers: Object.fromEntries(response.headers), body });
    return;
  }
  if (output.verbose) {
    output.say(`${response.status} ${response.statusText}`.trim());
    for (const [name, value] of response.headers) output.say(`${name}: ${value}`);
  }
  if (bytes.length === 0) output.say(`The answer is ${response.status} and has no body.`);
  else if (json !== undefined) output.print(JSON.stringify(json, null, 2));
  else if (text !== undefined) output.terminal.out(text.endsWith('\n') ? text : `${text}\n`);
  else if (output.terminal.outIsTerminal)
    output.say(
      `The answer is ${bytes.length} bytes of ${type}. Lead them into a file: standin sample … > FILE`,
    );
  else output.terminal.out(bytes);
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}

function parsed(text: string | undefined): unknown {
  try {
    return text === undefined || text === '' ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
}
