import { type Event, parseEvents, YAMLException } from 'js-yaml';
import type { TextFault } from './decode.ts';
import { positionAt, type TextPosition, Unloadable } from './unloadable.ts';

/** Characters to parse in search of lines to move, at about 30 million a second. */
const maxRepairWork = 100_000_000;

/** Deeper than any line has to be. */
const padding = ' '.repeat(100);

/** A YAML text as events of the parser, and the way back from its offsets to the text as written. */
export class YamlEvents {
  readonly events: Event[];
  /** What the events' offsets point into. */
  readonly text: string;
  readonly #written: string;
  /** Offsets in `text` at which padding begins, ascending. */
  readonly #moved: readonly number[];

  private constructor(events: Event[], text: string, written: string, moved: readonly number[]) {
    this.events = events;
    this.text = text;
    this.#written = written;
    this.#moved = moved;
  }

  /**
   * Lines inside of brackets or quotes that are indented less than the YAML grammar asks are moved to the right until
   * it is content: many documents have such lines and most parsers let them pass.
   * Throws Unloadable `not-yaml` or `too-deep`.
   */
  static read(written: string, maxDepth: number, faults: TextFault[]): YamlEvents {
    const moved: number[] = [];
    let text = written;
    for (let work = 0; ; work += text.length) {
      try {
        const read = new YamlEvents(parseEvents(text, { maxDepth }), text, written, moved);
        if (moved.length > 0) faults.push(indentationFault(read, moved));
        return read;
      } catch (error) {
        const at = new YamlEvents([], text, written, moved);
        const lineStart = lineToMove(error, text);
        // A line that was moved begins with its padding, which is never enough for what is broken otherwise.
        if (lineStart === undefined || lineStart === moved.at(-1) || work > maxRepairWork) {
          throw at.toUnloadable(error, maxDepth);
        }
        text = text.slice(0, lineStart) + padding + text.slice(lineStart);
        moved.push(lineStart);
      }
    }
  }

  /** The offset in the text as written. */
  toWritten(offset: number): number {
    let shift = 0;
    for (const start of this.#moved) {
      if (offset < start) break;
      shift += Math.min(padding.length, offset - start);
    }
    return offset - shift;
  }

  /** Of an offset in `text`. */
  positionAt(offset: number): TextPosition {
    return this.writtenPositionAt(this.toWritten(offset));
  }

  writtenPositionAt(offset: number): TextPosition {
    return positionAt(this.#written, offset);
  }

  toUnloadable(error: unknown, maxDepth: number): Unloadable {
    if (!(error instanceof YAMLException)) {
      return error instanceof RangeError
        ? new Unloadable('too-deep', 'it is nested too deep', 'Split it up.', undefined, error)
        : new Unloadable('not-yaml', String(error), 'Correct the text.', undefined, error);
    }
    const position = error.mark && this.positionAt(Math.min(error.mark.position, this.text.length));
    if (error.reason.startsWith('nesting exceeded')) {
      const reason = `it is nested deeper than ${maxDepth} levels`;
      return new Unloadable('too-deep', reason, 'Split it up.', position, error);
    }
    const reason = `the text is not YAML (${error.reason})`;
    return new Unloadable('not-yaml', reason, 'Correct the text there.', position, error);
  }
}

function lineToMove(error: unknown, text: string): number | undefined {
  if (!(error instanceof YAMLException) || error.reason !== 'deficient indentation') return undefined;
  const offset = error.mark?.position;
  if (offset === undefined || offset === 0) return undefined;
  return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
}

function indentationFault(read: YamlEvents, moved: readonly number[]): TextFault {
  const others = moved.length === 1 ? '' : ` (and ${moved.length - 1} more like it)`;
  const message = `YAML asks for more indentation here${others}; the line is read as if it had it.`;
  return { code: 'yaml-indentation', severity: 'warning', message, ...read.positionAt(moved[0]!) };
}
