import { parseWorkflowExpression } from '../http/index.ts';
import type { Api, Operation } from '../model/index.ts';
import { nearName, parsePointer } from '../schema/index.ts';
import type { Call, Step } from './document.ts';
import type { Problems } from './problems.ts';
import type { StepTarget, Workflows, WorkflowTarget } from './workflows.ts';

/** What a step leads to; undefined where that is nothing, which `problems` hears of. */
export function linkStep({ call }: Step, set: Workflows, problems: Problems): StepTarget | undefined {
  if (call.kind === 'channelPath' || call.action !== undefined) return { kind: 'asynchronous' };
  if (call.kind === 'workflowId') {
    const target = workflowNamed(call.text, set);
    if (!target)
      problems.error(call.pointer, `There is no workflow ${call.text}.${hint(call.text, idsOf(set))}`);
    return target;
  }
  return call.kind === 'operationId' ? byId(call, set, problems) : byPath(call, set, problems);
}

/** By its id within the file, or by `$sourceDescriptions.NAME.ID`. */
export function workflowNamed(reference: string, set: Workflows): WorkflowTarget | undefined {
  const expression = parseWorkflowExpression(reference);
  const other = expression?.kind === 'sourceDescriptions' ? set.others.get(expression.source) : undefined;
  const id = expression?.kind === 'sourceDescriptions' ? expression.reference : reference;
  const holder = expression?.kind === 'sourceDescriptions' ? other : set;
  const workflow = holder?.workflows.find((each) => each.id === id);
  return holder && workflow && { kind: 'workflow', set: holder, workflow };
}

function byId({ text, pointer }: Call, set: Workflows, problems: Problems): StepTarget | undefined {
  const expression = parseWorkflowExpression(text);
  if (expression?.kind === 'sourceDescriptions') {
    const { source, reference } = expression;
    const api = apiOf(source, pointer, set, problems);
    if (!api) return isAsynchronous(source, set) ? { kind: 'asynchronous' } : undefined;
    const operation = api.operation(reference) ?? otherCase(reference, [api], pointer, problems);
    if (operation) return { kind: 'operation', operation, api, source };
    problems.error(
      pointer,
      `The source ${source} has no operation ${reference}.${hint(reference, namesOf(api))}`,
    );
    return undefined;
  }
  const found = [...set.apis].flatMap(([source, api]) => {
    const operation = api.operation(text);
    return operation ? [{ kind: 'operation' as const, operation, api, source }] : [];
  });
  if (found.length === 1) return found[0];
  if (found.length > 1) {
    const names = found.map(({ source }) => source).join(', ');
    problems.error(
      pointer,
      `Several sources have an operation ${text} (${names}): write $sourceDescriptions.${found[0]!.source}.${text}.`,
    );
    return undefined;
  }
  const apis = [...set.apis.values()];
  const near = otherCase(text, apis, pointer, problems);
  const [owner] = [...set.apis].filter(([, api]) => near && api.operations.includes(near));
  if (near && owner) return { kind: 'operation', operation: near, api: owner[1], source: owner[0] };
  // What these describe is not read.
  if (set.document.sources.some(({ type }) => type === 'asyncapi')) return { kind: 'asynchronous' };
  const all = apis.flatMap(namesOf);
  problems.error(pointer, `No source has an operation ${text}.${hint(text, all)}`);
  return undefined;
}

/** Ids are case-sensitive; where one differs in case alone, it is what is meant. */
function otherCase(
  id: string,
  apis: readonly Api[],
  pointer: string,
  problems: Problems,
): Operation | undefined {
  const same = apis.flatMap(({ operations }) =>
    operations.filter((operation) => operation.id.toLowerCase() === id.toLowerCase()),
  );
  const [only] = same;
  if (!only || same.length > 1) return undefined;
  problems.warning(pointer, `There is no operation ${id}; ${only.id} is taken, whose case differs.`);
  return only;
}

const PATH = /^\{?\$sourceDescriptions\.([A-Za-z0-9_-]+)(?:\.url)?\}?#(\/.*)$/s;

function byPath({ text, pointer }: Call, set: Workflows, problems: Problems): StepTarget | undefined {
  const [, source, path] = PATH.exec(text) ?? [];
  if (source === undefined || path === undefined) {
    if (parseWorkflowExpression(text)?.kind === 'sourceDescriptions') return { kind: 'asynchronous' };
    problems.error(
      pointer,
      `"${text}" does not name an operation. Write '{$sourceDescriptions.NAME.url}#/paths/~1users/get'.`,
    );
    return undefined;
  }
  const api = apiOf(source, pointer, set, problems);
  if (!api) return undefined;
  const [top, template, method] = parsePointer(path) ?? [];
  const there = top === 'paths' ? api.operations.filter((each) => each.path === template) : [];
  const operation = there.find((each) => each.method === method?.toUpperCase());
  if (operation) return { kind: 'operation', operation, api, source };
  if (method === undefined && there.length === 1) return onlyOne(there[0]!, api, source, pointer, problems);
  problems.error(pointer, `The source ${source} has no operation at ${path}.`);
  return undefined;
}

function onlyOne(
  operation: Operation,
  api: Api,
  source: string,
  pointer: string,
  problems: Problems,
): StepTarget {
  const method = operation.method.toLowerCase();
  problems.warning(pointer, `It names a path; ${method} is its only method, and is taken. Add /${method}.`);
  return { kind: 'operation', operation, api, source };
}

function apiOf(name: string, pointer: string, set: Workflows, problems: Problems): Api | undefined {
  const api = set.apis.get(name);
  const { sources } = set.document;
  const written = sources.find((source) => source.name === name);
  if (!api && !written) {
    const names = sources.map((source) => source.name);
    problems.error(pointer, `There is no source ${name}.${hint(name, names)}`);
  } else if (!api && set.others.has(name))
    problems.error(pointer, `The source ${name} holds workflows, and no operations.`);
  return api;
}

function isAsynchronous(name: string, { document }: Workflows): boolean {
  return document.sources.some((source) => source.name === name && source.type === 'asyncapi');
}

function namesOf(api: Api): string[] {
  return api.operations.map(({ id }) => id);
}

function idsOf({ workflows }: Workflows): string[] {
  return workflows.map(({ id }) => id);
}

function hint(name: string, names: readonly string[]): string {
  const near = nearName(name, names);
  return near === undefined ? '' : ` Is ${near} meant?`;
}
