import type { Node } from '../document/index.ts';
import type { Encoding, Example, Header, MediaType, ParameterStyle, SchemaHandle } from './api.ts';
import { type Context, listItems, namedEntries } from './context.ts';
import { readExamples } from './example.ts';
import { schemaHandle } from './schema-handle.ts';

const ENCODING_STYLES: readonly string[] = ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'];

class LazyMediaType implements MediaType {
  readonly type: string;
  readonly node: Node;
  readonly schema: SchemaHandle | undefined;
  readonly itemSchema: SchemaHandle | undefined;
  readonly #context: Context;
  #examples: readonly Example[] | undefined;
  #encoding: ReadonlyMap<string, Encoding> | undefined;
  #prefixEncoding: readonly Encoding[] | undefined;
  #itemEncoding: Encoding | false | undefined;

  constructor(context: Context, type: string, node: Node) {
    this.#context = context;
    this.type = type;
    this.node = node;
    this.schema = schemaHandle(node);
    this.itemSchema = schemaHandle(node, 'itemSchema');
  }

  get examples(): readonly Example[] {
    return (this.#examples ??= readExamples(this.#context, this.node));
  }

  get encoding(): ReadonlyMap<string, Encoding> {
    return (this.#encoding ??= new Map(
      namedEntries(this.#context, this.node.get('encoding'), 'encoding').map(([name, node]) => [
        name,
        readEncoding(this.#context, node),
      ]),
    ));
  }

  get prefixEncoding(): readonly Encoding[] {
    return (this.#prefixEncoding ??= listItems(
      this.#context,
      this.node.get('prefixEncoding'),
      'prefixEncoding',
    ).map((node) => readEncoding(this.#context, node)));
  }

  get itemEncoding(): Encoding | undefined {
    if (this.#itemEncoding === undefined) {
      const node = this.node.get('itemEncoding');
      this.#itemEncoding = node === undefined ? false : readEncoding(this.#context, node);
    }
    return this.#itemEncoding || undefined;
  }
}

/** The media types under `content`, in the document's order. */
export function readContent(context: Context, parent: Node): MediaType[] {
  const found: MediaType[] = [];
  for (const [type, written] of namedEntries(context, parent.get('content'), 'content')) {
    if (type.startsWith('x-') && !type.includes('/')) continue;
    const node = written.follow();
    if (node === undefined) continue;
    if (node.object === undefined) {
      context.faults.error(
        node,
        'not-an-object',
        `The media type "${type}" must be an object; it is left out.`,
      );
    } else {
      found.push(new LazyMediaType(context, type, node));
    }
  }
  return found;
}

/** What a parameter and a header have in common: `schema`, or a single media type, and examples. */
export class Payload {
  readonly schema: SchemaHandle | undefined;
  readonly #node: Node;
  readonly #context: Context;
  #content: MediaType | false | undefined;
  #examples: readonly Example[] | undefined;

  constructor(context: Context, node: Node) {
    this.#context = context;
    this.#node = node;
    this.schema = schemaHandle(node);
  }

  get content(): MediaType | undefined {
    return (this.#content ??= this.#readContent()) || undefined;
  }

  get examples(): readonly Example[] {
    return (this.#examples ??= readExamples(this.#context, this.#node));
  }

  #readContent(): MediaType | false {
    const node = this.#node.get('content');
    if (node === undefined) return false;
    if (this.schema !== undefined) {
      this.#context.faults.warning(
        node,
        'schema-and-content',
        'schema and content exclude each other; schema is used.',
      );
      return false;
    }
    const content = readContent(this.#context, this.#node);
    if (content.length !== 1) {
      this.#context.faults.warning(
        node,
        'several-contents',
        'content must name exactly one media type here; the first is used.',
      );
    }
    return content[0] ?? false;
  }
}

class LazyHeader extends Payload implements Header {
  readonly name: string;
  readonly node: Node;

  constructor(context: Context, name: string, node: Node) {
    super(context, node);
    this.name = name;
    this.node = node;
  }

  get required(): boolean {
    return this.node.flag('required') ?? false;
  }

  get explode(): boolean {
    return this.node.flag('explode') ?? false;
  }
}

/** The headers of a response or of a part; names are unique without regard to case, `Content-Type` is not one of them. */
export function readHeaders(context: Context, parent: Node): Header[] {
  const found = new Map<string, Header>();
  for (const [name, written] of namedEntries(context, parent.get('headers'), 'headers')) {
    const key = name.toLowerCase();
    if (key === 'content-type') continue;
    const node = written.follow();
    if (node === undefined) continue;
    if (found.has(key)) {
      context.faults.warning(
        written,
        'duplicate-header',
        `The header "${name}" is described twice; the first is used.`,
      );
    } else if (node.object === undefined) {
      context.faults.error(node, 'not-an-object', `The header "${name}" must be an object; it is left out.`);
    } else {
      found.set(key, new LazyHeader(context, name, node));
    }
  }
  return [...found.values()];
}

function readEncoding(context: Context, written: Node): Encoding {
  const node = written.follow() ?? written;
  let headers: Header[] | undefined;
  const style = encodingStyle(context, node);
  return {
    contentType: node.text('contentType'),
    get headers(): Header[] {
      return (headers ??= readHeaders(context, node));
    },
    style,
    explode: node.flag('explode') ?? (style === undefined ? undefined : style === 'form'),
    allowReserved: node.flag('allowReserved') ?? false,
  };
}

/** Undefined where none of the three serialization fields is present: then the content type decides. */
function encodingStyle(context: Context, node: Node): ParameterStyle | undefined {
  const written = node.get('style');
  if (written === undefined) {
    const asked = node.get('explode') ?? node.get('allowReserved');
    return asked === undefined ? undefined : 'form';
  }
  if (ENCODING_STYLES.includes(written.value as string)) return written.value as ParameterStyle;
  context.faults.warning(
    written,
    'invalid-style',
    'This style is none that an encoding can have; form is used.',
  );
  return 'form';
}
