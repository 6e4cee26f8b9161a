import { parseMediaType, parseXml, prepareBodyReading } from '../http/index.ts';
import { bodyKind, guessType } from './body.ts';
import { readJsonText } from './json-numbers.ts';
import { matchJson } from './match-json.ts';
import { matchNamed } from './match-parts.ts';
import { matchXml } from './match-xml.ts';
import type { Mismatch } from './mismatch.ts';
import type { PactMessage } from './pact.ts';
import { listMiss, ruleMiss } from './rule-match.ts';
import { bestRule } from './rules.ts';

/** A body that came; no bytes: none. */
export interface ActualBody {
  readonly bytes: Uint8Array | undefined;
  /** Its `Content-Type`. */
  readonly type: string | undefined;
}

/** The library that XML is read with is loaded by those who expect some. */
export async function prepareMatching(messages: readonly PactMessage[]): Promise<void> {
  const kinds = messages.map(({ body }) => (body.kind === 'present' ? bodyKind(body.type) : undefined));
  if (kinds.includes('xml')) await prepareBodyReading('application/xml');
}

/**
 * A body against what is expected of it. `prepareMatching` must have been awaited.
 *
 * @param extraMembers may objects have members that are not expected?
 */
export function matchBody(expected: PactMessage, actual: ActualBody, extraMembers: boolean): Mismatch[] {
  const { body, rules, pointer } = expected;
  const isEmpty = actual.bytes === undefined || actual.bytes.length === 0;
  const whole = (kind: string, message: string, place: string): Mismatch[] => [
    { in: 'body', pointer: '', kind, message, place },
  ];
  if (body.kind === 'missing') return [];
  if (body.kind === 'empty') {
    const isNull = !isEmpty && decode(actual.bytes!).trim() === 'null';
    return isEmpty || isNull
      ? []
      : whole('unexpected', 'is there, though none is expected', `${pointer}/body`);
  }
  if (isEmpty) return whole('missing', 'is missing', body.pointer);
  const bytes = actual.bytes!;
  const ofWhole = bestRule(rules.body, []);
  if (ofWhole?.list.rules.some(({ kind }) => kind === 'contentType')) {
    const latin = Array.from(bytes.subarray(0, 4096), (byte) => String.fromCharCode(byte)).join('');
    const miss = listMiss(ofWhole.list, valueToMatch('', latin));
    return miss ? whole(miss.kind, miss.message, ofWhole.list.pointer) : [];
  }
  const kind = bodyKind(body.type);
  const came = actual.type ?? guessType(decode(bytes));
  if (!sameMedia(body.type, came)) return whole('content-type', `is ${came}, not ${body.type}`, body.pointer);
  const isNever = { pointer: body.pointer, isValue: body.isValue };
  switch (kind) {
    case 'json': {
      const text = readJsonText(decode(bytes));
      if (!text) return whole('syntax', 'is no JSON', body.pointer);
      return matchJson(body.json, text.value, {
        rules: rules.body,
        extraMembers,
        decimals: text.decimals,
        ...isNever,
      });
    }
    case 'xml': {
      const wanted = parseXml(decode(body.bytes));
      const it = parseXml(decode(bytes));
      if (!('local' in wanted))
        return whole('syntax', 'cannot be told: the expected body is no XML', body.pointer);
      if (!('local' in it)) return whole('syntax', 'is no XML', body.pointer);
      return matchXml(wanted, it, { rules: rules.body, extraMembers, pointer: body.pointer });
    }
    case 'form':
      return matchNamed(pairsOf(decode(body.bytes)), pairsOf(decode(bytes)), rules.body, {
        in: 'body',
        place: body.pointer,
        extraNames: false,
      });
    default: {
      const value = valueToMatch(decode(body.bytes), decode(bytes));
      const miss = ofWhole ? listMiss(ofWhole.list, value) : ruleMiss({ kind: 'equality' }, value);
      return miss ? whole(miss.kind, miss.message, ofWhole?.list.pointer ?? body.pointer) : [];
    }
  }
}

function valueToMatch(expected: string, actual: string): Parameters<typeof ruleMiss>[1] {
  return { expected, actual, cascaded: false, isText: true, isDecimal: false };
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/** Types without their parameters; all kinds of JSON are one, and so are those of XML. */
function sameMedia(expected: string | undefined, actual: string): boolean {
  if (expected === undefined) return true;
  const wanted = parseMediaType(expected);
  const it = parseMediaType(actual);
  if (!wanted || wanted.essence === it?.essence) return true;
  const kind = bodyKind(expected);
  return (kind === 'json' || kind === 'xml') && kind === bodyKind(actual);
}

function pairsOf(text: string): Map<string, string[]> {
  const pairs = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(text)) pairs.set(name, [...(pairs.get(name) ?? []), value]);
  return pairs;
}
