import type { Node } from '../document/index.ts';
import type { Example } from './api.ts';
import type { Context } from './context.ts';

const VALUE_FIELDS = ['value', 'dataValue', 'serializedValue', 'externalValue'];
const ABOUT_FIELDS = ['summary', 'description'];

/** `example`, then `examples` in the document's order. */
export function readExamples(context: Context, parent: Node): Example[] {
  const examples: Example[] = [];
  const single = parent.get('example');
  if (single !== undefined) examples.push(singleExample(context, single));
  const many = parent.get('examples')?.follow();
  if (many === undefined) return examples;
  if (Array.isArray(many.value)) {
    context.faults.warning(
      many,
      'invalid-examples',
      'examples must be an object of Example Objects here; its items are read as plain values.',
    );
    many.items().forEach((item, index) => {
      examples.push(plain(item, String(index)));
    });
  } else if (many.object === undefined) {
    context.faults.error(many, 'invalid-examples', 'examples must be an object of Example Objects.');
  } else {
    for (const [name, node] of many.entries(true)) {
      const example = namedExample(context, name, node);
      if (example !== undefined) examples.push(example);
    }
  }
  return examples;
}

/** `example` is plain data; a lone `$ref` in it is followed all the same, because many descriptions mean that. */
function singleExample(context: Context, node: Node): Example {
  const object = node.object;
  if (object === undefined || typeof object['$ref'] !== 'string' || Object.keys(object).length !== 1) {
    return plain(node, undefined);
  }
  const target = node.follow();
  if (target === undefined) return plain(node, undefined);
  context.faults.warning(
    node,
    'reference-in-example',
    'example holds data and no reference; the value that its $ref names is used.',
  );
  return isExampleObject(target) && hasValue(target)
    ? fromObject(undefined, node, target)
    : plain(target, undefined);
}

function namedExample(context: Context, name: string, node: Node): Example | undefined {
  const target = node.follow();
  if (target === undefined) return undefined;
  if (!isExampleObject(target)) {
    context.faults.warning(
      target,
      'bare-example',
      `The example "${name}" must be an Example Object with a value; it is read as the value itself.`,
    );
    return plain(target, name);
  }
  if (!hasValue(target)) {
    context.faults.warning(
      target,
      'example-without-value',
      `The example "${name}" has no value and is left out.`,
    );
    return undefined;
  }
  return fromObject(name, node, target);
}

function plain(node: Node, name: string | undefined): Example {
  return { name, summary: undefined, value: node.value, serialized: undefined, external: undefined, node };
}

function fromObject(name: string | undefined, written: Node, node: Node): Example {
  const data = node.get('dataValue') ?? node.get('value');
  return {
    name,
    summary: written.text('summary') ?? node.text('summary'),
    value: data?.value,
    serialized: node.text('serializedValue'),
    external: node.text('externalValue'),
    node: data ?? node,
  };
}

function hasValue(node: Node): boolean {
  return VALUE_FIELDS.some((field) => node.get(field) !== undefined);
}

/** An object with one of the four value fields, or with nothing but what may describe one. */
function isExampleObject(node: Node): boolean {
  if (node.object === undefined) return false;
  return (
    hasValue(node) ||
    Object.keys(node.object).every((key) => ABOUT_FIELDS.includes(key) || key.startsWith('x-'))
  );
}
