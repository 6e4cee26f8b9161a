import { findOperation, loadSource } from '../load.ts';
import { print } from '../output.ts';
import { type CommonFlags, exitCode } from '../command.ts';

interface SampleFlags extends CommonFlags {
  readonly request?: boolean;
  readonly status?: number;
  readonly dynamic?: boolean;
}

/** Prints one valid response of an operation, or a request for it. */
export async function sample(spec: string | undefined, name: string, flags: SampleFlags): Promise<number> {
  const [api, { sampleRequest, createMock }, { toCurl }] = await Promise.all([
    loadSource(spec, flags),
    import('../../mock/index.ts'),
    import('../../http/index.ts'),
  ]);
  const operation = findOperation(api, name);
  const options = {
    ...(flags.seed === undefined ? {} : { seed: flags.seed }),
    ...(flags.locale === undefined ? {} : { locale: flags.locale }),
    dynamic: flags.dynamic ?? false,
  };
  const request = await sampleRequest(operation, options);
  if (flags.request) {
    print(flags.json ? JSON.stringify(await describeRequest(request)) : await toCurl(request));
    return exitCode.fine;
  }
  if (flags.status !== undefined) request.headers.set('prefer', `code=${flags.status}`);
  const response = await createMock(api, { ...options, cors: false }).fetch(request);
  if (flags.json) print(JSON.stringify(await describeResponse(response)));
  else process.stdout.write(await readable(response));
  return response.headers.get('content-type')?.startsWith('application/problem+json') &&
    flags.status === undefined &&
    response.status >= 500
    ? exitCode.notFine
    : exitCode.fine;
}

async function describeRequest(request: Request): Promise<object> {
  const body = request.body ? await request.text() : undefined;
  return { method: request.method, url: request.url, headers: Object.fromEntries(request.headers), body };
}

async function describeResponse(response: Response): Promise<object> {
  const text = await response.text();
  const json = response.headers.get('content-type')?.includes('json') && text !== '';
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: json ? (JSON.parse(text) as unknown) : text,
  };
}

/** The body as people read it: JSON indented, other text as it is, binary untouched. */
async function readable(response: Response): Promise<string | Uint8Array> {
  const type = response.headers.get('content-type') ?? '';
  if (/json/.test(type) && !/json-?(l|seq|lines)|ndjson/.test(type)) {
    const text = await response.text();
    return text === '' ? '' : `${JSON.stringify(JSON.parse(text), null, 2)}\n`;
  }
  return new Uint8Array(await response.arrayBuffer());
}
