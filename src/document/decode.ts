import { EscapedText } from './escaped-text.ts';
import { positionAt, type TextPosition, Unloadable } from './unloadable.ts';

/** What was read: bytes, text, or a JSON text that is kept small. */
export type Content = Uint8Array | string | EscapedText;

/** Something in the text of a file that should be otherwise but can be lived with. */
export interface TextFault extends TextPosition {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
}

/**
 * Bytes to text: UTF-8, with or without byte-order mark. UTF-16 and UTF-32 are refused (RFC 8259 section 8.1);
 * single bytes that are no UTF-8 become U+FFFD, with a fault.
 */
export function decodeText(content: Content, faults: TextFault[]): string {
  if (content instanceof EscapedText) return content.original();
  if (typeof content === 'string') return content.startsWith('\uFEFF') ? content.slice(1) : content;
  const encoding = wideEncoding(content);
  if (encoding !== undefined) {
    throw new Unloadable('not-utf-8', `the text is ${encoding}`, 'Save the file as UTF-8.');
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    const text = new TextDecoder('utf-8').decode(content);
    faults.push({
      code: 'not-utf-8',
      severity: 'error',
      message: 'The text is not UTF-8: from here on, bytes that cannot be read are replaced.',
      ...positionAt(text, Math.max(0, text.indexOf('\uFFFD'))),
    });
    return text;
  }
}

function wideEncoding(bytes: Uint8Array): string | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? 'UTF-32' : 'UTF-16';
  if (a === 0xfe && b === 0xff) return 'UTF-16';
  // Text that begins with ASCII shows its width by the zero bytes.
  if (a === 0 && b === 0) return 'UTF-32';
  if (bytes.length > 3 && a !== 0 && b === 0) return c === 0 && d === 0 ? 'UTF-32' : 'UTF-16';
  if (bytes.length > 3 && a === 0 && b !== 0) return 'UTF-16';
  return undefined;
}
