import { type Fault, formatPlace, type Place, StandinError } from '../errors.ts';

export interface TextPosition {
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1. */
  readonly column: number;
}

/**
 * A file that cannot be had or read: an error where it is the entry, a fault where some reference names it.
 * `reason` is a clause without a full stop, `remedy` a sentence, `position` is one in the text or a pointer.
 */
export class Unloadable extends Error {
  override readonly name: string = 'Unloadable';
  readonly code: string;
  readonly reason: string;
  readonly remedy: string;
  readonly position: TextPosition | undefined;
  /** Into the file, where what is wrong is a value in it. */
  readonly pointer: string | undefined;

  constructor(
    code: string,
    reason: string,
    remedy: string,
    position?: TextPosition | string,
    cause?: unknown,
  ) {
    super(reason, cause === undefined ? undefined : { cause });
    this.code = code;
    this.reason = reason;
    this.remedy = remedy;
    this.position = typeof position === 'string' ? undefined : position;
    this.pointer = typeof position === 'string' ? position : undefined;
  }

  toError(place: Place): StandinError {
    const message = `Failed to load ${formatPlace(place)}: ${this.reason}. ${this.remedy}`;
    return new StandinError(message, { code: this.code, place, cause: this.cause });
  }

  /** A fault at the reference that asked for the file. */
  toFault(severity: Fault['severity'], reference: string, place: () => Place): Fault {
    const at = this.position === undefined ? '' : ` (line ${this.position.line})`;
    const message = `The reference ${reference} cannot be followed: ${this.reason}${at}. ${this.remedy}`;
    return lazyFault(this.code, severity, message, place);
  }
}

/** A fault whose line is looked up when somebody reads it. */
export function lazyFault(
  code: string,
  severity: Fault['severity'],
  message: string,
  locate: () => Place,
): Fault {
  let place: Place | undefined;
  return {
    code,
    severity,
    message,
    get place() {
      return (place ??= locate());
    },
  };
}

/** The line and column of an offset: for the few places where something is wrong. */
export function positionAt(text: string, offset: number): TextPosition {
  return positionIn(lineStartsOf(text), offset);
}

export function lineStartsOf(text: string): Int32Array {
  const starts = [0];
  const lineEnd = /\r\n?|\n/g;
  while (lineEnd.exec(text) !== null) starts.push(lineEnd.lastIndex);
  return Int32Array.from(starts);
}

export function positionIn(lineStarts: Int32Array, offset: number): TextPosition {
  let low = 0;
  let high = lineStarts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (lineStarts[middle]! <= offset) low = middle + 1;
    else high = middle;
  }
  return { line: low, column: offset - lineStarts[low - 1]! + 1 };
}
