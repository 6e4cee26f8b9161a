import { coverage, type MediaKind, mediaKind, type ParsedMediaType, parseMediaType } from './media-type.ts';
import { type Found, isObject, type RawDocument } from './raw-document.ts';
import type { RawContent } from './raw-operation.ts';
import { parseText } from './raw-text.ts';
import type { RawDirection } from './schema-conversion.ts';
import type { Opinion, SchemaJudge } from './schema-judge.ts';
import { readEvents, readScalar, readSequence } from './wire-values.ts';
import { readXml } from './xml-reader.ts';

export interface BodyVerdict {
  readonly faults: string[];
  readonly disputed: string[];
}

const FINE: BodyVerdict = { faults: [], disputed: [] };

/** What a file of a kind begins with. */
const SIGNATURES: Record<string, string> = {
  'image/png': '\x89PNG\r\n\x1a\n',
  'image/apng': '\x89PNG\r\n\x1a\n',
  'image/jpeg': '\xff\xd8\xff',
  'image/gif': 'GIF8',
  'image/webp': 'RIFF',
  'image/svg+xml': '<',
  'application/pdf': '%PDF-',
  'application/zip': 'PK',
  'application/gzip': '\x1f\x8b',
  'application/x-gzip': '\x1f\x8b',
};

/** Does a body with that `Content-Type` fit one of the documented media types? */
export async function judgeBody(
  document: RawDocument,
  judge: SchemaJudge,
  contents: readonly RawContent[],
  message: { contentType: string | null; body: Uint8Array; direction: RawDirection },
): Promise<BodyVerdict> {
  if (message.contentType === null) return fault('Content-Type is missing');
  const sent = parseMediaType(message.contentType);
  if (!sent || sent.type === '*' || sent.subtype === '*')
    return fault(`Content-Type ${message.contentType} is none`);
  const covering = contents
    .map((content) => ({ content, closeness: coverage(content.type, sent) }))
    .filter((one): one is { content: RawContent; closeness: number } => one.closeness !== undefined)
    .sort((a, b) => b.closeness - a.closeness)[0];
  if (!covering) {
    return fault(
      `Content-Type ${message.contentType} is not documented (${contents.map(({ type }) => type).join(', ')})`,
    );
  }
  return judgeContent(document, judge, covering.content, sent, message);
}

async function judgeContent(
  document: RawDocument,
  judge: SchemaJudge,
  content: RawContent,
  sent: ParsedMediaType,
  message: { body: Uint8Array; direction: RawDirection },
): Promise<BodyVerdict> {
  const kind = mediaKind(sent);
  const latin = latin1(message.body);
  const signature = SIGNATURES[`${sent.type}/${sent.subtype}`];
  if (signature && !latin.startsWith(signature)) return fault(`the body is no ${sent.type}/${sent.subtype}`);
  const text = utf8(message.body);
  if (text === undefined && kind !== 'binary' && kind !== 'multipart') return fault('the body is not UTF-8');
  if (kind === 'multipart' && !latin.includes(`--${sent.parameters.get('boundary') ?? '\0'}`)) {
    return fault('the boundary is missing');
  }
  if (isFile(content.schema)) return FINE;
  let candidates: unknown[];
  try {
    candidates = read(kind, text ?? latin, document, content);
  } catch (error) {
    return fault(`the body is no ${kind}: ${(error as Error).message}`);
  }
  const itemVerdict = content.itemSchema
    ? await judgeItems(judge, content, kind, text ?? latin, message)
    : FINE;
  if (!content.schema || itemVerdict.faults.length > 0) return itemVerdict;
  if (kind === 'multipart') return FINE;
  return verdict(await best(judge, content.schema, candidates, message.direction));
}

/** What the body may stand for; JSON has one reading, others are read as the schema may mean it. */
function read(kind: MediaKind, text: string, document: RawDocument, content: RawContent): unknown[] {
  switch (kind) {
    case 'json':
      return [JSON.parse(text)];
    case 'yaml':
      return [text, parseText(text)];
    case 'xml':
      return readXml(text, document, content.schema);
    case 'form':
      return [
        Object.fromEntries(
          [...new URLSearchParams(text)].map(([name, value]) => [name, readScalar(value).at(-1)]),
        ),
      ];
    case 'sequence':
      return [readSequence(text), text, ...readSequence(text).slice(0, 1)];
    case 'events':
      return [
        text,
        readEvents(text),
        readEvents(text).map(eventData),
        ...readEvents(text).slice(0, 1).map(eventData),
      ];
    case 'token':
      return [text, ...parsed(Buffer.from(text.split('.')[1] ?? '', 'base64url').toString('utf8'))];
    default:
      return [...readScalar(text), ...parsed(text)];
  }
}

async function judgeItems(
  judge: SchemaJudge,
  content: RawContent,
  kind: MediaKind,
  text: string,
  { direction }: { direction: RawDirection },
): Promise<BodyVerdict> {
  if (kind === 'multipart') return FINE;
  const items =
    kind === 'events' ? readEvents(text) : kind === 'json' ? [JSON.parse(text)].flat() : readSequence(text);
  for (const item of items) {
    const readings = kind === 'events' ? [item, eventData(item as { data?: string })] : [item];
    const opinion = await best(judge, content.itemSchema!, readings, direction);
    if (opinion.faults.length > 0) return verdict(opinion);
  }
  return FINE;
}

/** The first reading that is valid, else what is wrong with the first. */
async function best(
  judge: SchemaJudge,
  schema: Found,
  values: unknown[],
  direction: RawDirection,
): Promise<Opinion> {
  let first: Opinion | undefined;
  for (const value of values) {
    const opinion = await judge.judge(schema, direction, value);
    if (opinion.faults.length === 0) return opinion;
    first ??= opinion;
  }
  return first ?? { faults: ['the body has no reading'], disputed: undefined };
}

function eventData(event: { data?: string }): unknown {
  return parsed(event.data ?? '')[0] ?? event.data;
}

function parsed(text: string): unknown[] {
  try {
    return [JSON.parse(text)];
  } catch {
    return [];
  }
}

/** Swagger 2.0's `type: file` takes any bytes. */
function isFile(schema: Found | undefined): boolean {
  return isObject(schema?.value) && schema.value['type'] === 'file';
}

function utf8(body: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return undefined;
  }
}

function latin1(body: Uint8Array): string {
  return Buffer.from(body).toString('latin1');
}

function fault(text: string): BodyVerdict {
  return { faults: [text], disputed: [] };
}

function verdict({ faults, disputed }: Opinion): BodyVerdict {
  return { faults: faults.map((text) => `body ${text}`), disputed: disputed === undefined ? [] : [disputed] };
}
