import type { Node } from '../document/index.ts';
import type { Parameter, ParameterLocation, ParameterStyle } from './api.ts';
import { type Context, descriptionOf, listItems } from './context.ts';
import { Payload } from './media-type.ts';
import { isDeclaredBy, type PathTemplate } from './path-template.ts';

const STYLES: { readonly [location in ParameterLocation]: readonly ParameterStyle[] } = {
  path: ['simple', 'label', 'matrix'],
  query: ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'],
  header: ['simple'],
  cookie: ['form', 'cookie'],
  querystring: ['form'],
};

/** Described by `content`, by the media types of a response and by the security of an operation instead. */
const IGNORED_HEADERS = ['accept', 'content-type', 'authorization'];

class LazyParameter extends Payload implements Parameter {
  readonly name: string;
  readonly in: ParameterLocation;
  readonly required: boolean;
  readonly description: string | undefined;
  readonly style: ParameterStyle;
  readonly explode: boolean;
  readonly node: Node;

  constructor(context: Context, name: string, location: ParameterLocation, written: Node, node: Node) {
    super(context, node);
    this.name = name;
    this.in = location;
    this.node = node;
    this.required = location === 'path' || (node.flag('required') ?? false);
    this.description = descriptionOf(written, node);
    this.style = readStyle(context, location, node);
    this.explode = node.flag('explode') ?? (this.style === 'form' || this.style === 'cookie');
  }

  get deprecated(): boolean {
    return this.node.flag('deprecated') ?? false;
  }

  get allowReserved(): boolean {
    return this.node.flag('allowReserved') ?? false;
  }

  get allowEmptyValue(): boolean {
    return this.node.flag('allowEmptyValue') ?? false;
  }
}

/**
 * The parameters of an operation: those of its path, overridden by its own of the same name and location
 * (OpenAPI 3.2, Operation Object). With a template, path parameters are held to it.
 */
export function readParameters(
  context: Context,
  pathLevel: Node | undefined,
  operation: Node,
  template: PathTemplate | undefined,
): Parameter[] {
  const merged = new Map<string, Parameter>();
  for (const list of [pathLevel, operation.get('parameters')]) {
    const seen = new Set<string>();
    for (const written of listItems(context, list, 'parameters')) {
      const parameter = readParameter(context, written);
      if (parameter === undefined) continue;
      const name = parameter.in === 'header' ? parameter.name.toLowerCase() : parameter.name;
      const key = `${parameter.in} ${name}`;
      if (seen.has(key)) {
        context.faults.warning(
          written,
          'duplicate-parameter',
          `The ${parameter.in} parameter "${parameter.name}" is described twice; the first is used.`,
        );
      } else {
        seen.add(key);
        merged.set(key, parameter);
      }
    }
  }
  const parameters = [...merged.values()];
  return template === undefined ? parameters : holdToTemplate(context, parameters, operation, template);
}

function holdToTemplate(
  context: Context,
  parameters: readonly Parameter[],
  operation: Node,
  template: PathTemplate,
): Parameter[] {
  const kept = parameters.filter((parameter) => {
    if (parameter.in !== 'path') return true;
    if (template.expressions.some((expression) => isDeclaredBy(expression, parameter.name))) return true;
    context.faults.warning(
      parameter.node,
      'unused-path-parameter',
      `The path has no template "{${parameter.name}}"; the parameter is left out.`,
    );
    return false;
  });
  for (const expression of template.expressions) {
    if (kept.some((parameter) => parameter.in === 'path' && isDeclaredBy(expression, parameter.name)))
      continue;
    context.faults.warning(
      operation,
      'undeclared-path-parameter',
      `The path's template "{${expression.raw}}" is declared by no parameter; it is read as a string.`,
    );
    kept.push(undeclared(expression.name, operation));
  }
  return kept;
}

function undeclared(name: string, node: Node): Parameter {
  return {
    name,
    in: 'path',
    required: true,
    deprecated: false,
    description: undefined,
    style: 'simple',
    explode: false,
    allowReserved: false,
    allowEmptyValue: false,
    schema: undefined,
    content: undefined,
    examples: [],
    node,
  };
}

function readParameter(context: Context, written: Node): Parameter | undefined {
  const node = written.follow();
  if (node === undefined) return undefined;
  const name = node.text('name');
  const location = node.text('in');
  if (name === undefined || location === undefined) {
    context.faults.error(
      node,
      'invalid-parameter',
      'A parameter must have a name and an in; it is left out.',
    );
    return undefined;
  }
  if (!Object.hasOwn(STYLES, location)) {
    context.faults.error(
      node,
      'invalid-parameter',
      `A parameter cannot be in "${location}"; it is left out.`,
    );
    return undefined;
  }
  if (!context.isSwagger2 && location === 'header' && IGNORED_HEADERS.includes(name.toLowerCase()))
    return undefined;
  if (location === 'path' && node.flag('required') !== true) {
    context.faults.warning(node, 'optional-path-parameter', `The path parameter "${name}" must be required.`);
  }
  return new LazyParameter(context, name, location as ParameterLocation, written, node);
}

function readStyle(context: Context, location: ParameterLocation, node: Node): ParameterStyle {
  const allowed = STYLES[location];
  const usual = allowed[0] as ParameterStyle;
  const written = node.get('style');
  if (written === undefined) return usual;
  const style = written.value as ParameterStyle;
  if (context.isSwagger2 || allowed.includes(style)) return style;
  context.faults.warning(
    written,
    'invalid-style',
    `A ${location} parameter cannot have the style "${String(style)}"; ${usual} is used.`,
  );
  return usual;
}
