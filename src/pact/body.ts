import { isJsonType, parseMediaType } from '../http/index.ts';

/** What a message is expected to carry. */
export type PactBody =
  /** Nothing is said of it. */
  | { readonly kind: 'missing' }
  /** `null`, or nothing but an empty text. */
  | { readonly kind: 'empty' }
  | {
      readonly kind: 'present';
      /** JSON Pointer of the content into the pact file. */
      readonly pointer: string;
      /** As it goes over the wire. */
      readonly bytes: Uint8Array;
      /** Of the pact, else guessed; undefined for bytes that are nothing known. */
      readonly type: string | undefined;
      /** Is the content written as a value, so that pointers into the file can go on below it? */
      readonly isValue: boolean;
      /** The value, where the type is JSON. */
      readonly json: unknown;
    };

/** By what kind of comparison a body is judged. */
export type BodyKind = 'json' | 'xml' | 'form' | 'text' | 'binary';

export function bodyKind(type: string | undefined): BodyKind {
  const media = type === undefined ? undefined : parseMediaType(type);
  if (!media) return 'binary';
  const name = `${media.type}/${media.subtype}`;
  if (isJsonType(media)) return 'json';
  if (/[/+]xml$/.test(name)) return 'xml';
  if (name === 'application/x-www-form-urlencoded') return 'form';
  return media.type === 'text' ? 'text' : 'binary';
}

/** What a text seems to be where nobody says it. */
export function guessType(text: string): string {
  const start = text.trimStart();
  if (start.startsWith('<?xml') || /^<[A-Za-z_][\w:.-]*[\s/>]/.test(start))
    return /^<(?:!doctype\s+)?html/i.test(start) ? 'text/html' : 'application/xml';
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return 'application/json';
  } catch {
    // It is no JSON.
  }
  return 'text/plain';
}
