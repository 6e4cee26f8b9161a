import type { LoadedData } from '../document/index.ts';
import { isJsonObject, type JsonObject, joinPointer, own } from '../schema/index.ts';
import type {
  Action,
  Call,
  Criterion,
  Replacement,
  Step,
  StepBody,
  StepParameter,
  Workflow,
  WorkflowDocument,
} from './document.ts';
import type { Problems } from './problems.ts';
import { selectorTypeOf } from './selector-type.ts';
import { documentShape, type WorkflowVersion } from './shapes.ts';

/** Is the value an Arazzo document, of whatever version? */
export function isWorkflowDocument(value: unknown): value is JsonObject {
  return isJsonObject(value) && Object.hasOwn(value, 'arazzo');
}

/**
 * Holds a file to the form of its version and reads it. What is wrong goes into `problems`; undefined where nothing can
 * be made of it.
 */
export function readWorkflowDocument(data: LoadedData, problems: Problems): WorkflowDocument | undefined {
  const { value } = data;
  if (!isWorkflowDocument(value)) {
    problems.error('', 'It is no Arazzo document: the field arazzo is missing.');
    return undefined;
  }
  const version = versionOf(value.arazzo);
  if (!version) {
    problems.error(
      '/arazzo',
      `${JSON.stringify(value.arazzo)} is no version that is known: 1.0 and 1.1 are.`,
    );
    return undefined;
  }
  const before = problems.faults.length;
  documentShape(version)(value, '', (pointer, message) => problems.error(pointer, message));
  return problems.faults.length > before ? undefined : new Reading(value, version, data, problems).document();
}

function versionOf(written: unknown): WorkflowVersion | undefined {
  const match = typeof written === 'string' ? /^(1\.[01])\.\d+(-.+)?$/.exec(written) : null;
  return match?.[1] as WorkflowVersion | undefined;
}

/** Of a document whose form is right. */
class Reading {
  readonly #root: JsonObject;
  readonly #version: WorkflowVersion;
  readonly #data: LoadedData;
  readonly #problems: Problems;

  constructor(root: JsonObject, version: WorkflowVersion, data: LoadedData, problems: Problems) {
    this.#root = root;
    this.#version = version;
    this.#data = data;
    this.#problems = problems;
  }

  document(): WorkflowDocument {
    const { uri, file } = this.#data;
    const { info, $self } = this.#root;
    return {
      version: this.#version,
      title: String((info as JsonObject).title),
      uri,
      file,
      self: textOf($self),
      root: this.#root,
      sources: listAt(this.#root, 'sourceDescriptions', '').map(([{ name, url, type }, pointer]) => ({
        name: String(name),
        url: String(url),
        type: textOf(type),
        pointer,
      })),
      workflows: listAt(this.#root, 'workflows', '').map(([value, pointer]) =>
        this.#workflow(value, pointer),
      ),
      place: (pointer) => this.#data.place(pointer),
    };
  }

  #workflow(value: JsonObject, pointer: string): Workflow {
    const shared = {
      parameters: this.#parameters(value, pointer),
      success: this.#actions(value, 'successActions', pointer),
      failure: this.#actions(value, 'failureActions', pointer),
    };
    return {
      id: String(value.workflowId),
      summary: textOf(value.summary),
      inputs: value.inputs,
      dependsOn: textsOf(value.dependsOn),
      steps: listAt(value, 'steps', pointer).map(([step, at]) => this.#step(step, at, shared)),
      outputs: mapOf(value.outputs),
      pointer,
    };
  }

  #step(
    value: JsonObject,
    pointer: string,
    shared: {
      readonly parameters: readonly StepParameter[];
      readonly success: readonly Action[];
      readonly failure: readonly Action[];
    },
  ): Step {
    const parameters = this.#parameters(value, pointer);
    const call = callOf(value, pointer);
    return {
      id: String(value.stepId),
      description: textOf(value.description),
      call,
      parameters: [...parameters, ...shared.parameters.filter((each) => !parameters.some(isSameAs(each)))],
      body: isJsonObject(value.requestBody)
        ? bodyOf(value.requestBody, joinPointer(pointer, 'requestBody'))
        : undefined,
      criteria: criteriaOf(value, 'successCriteria', pointer),
      onSuccess: overriding(this.#actions(value, 'onSuccess', pointer), shared.success),
      onFailure: overriding(this.#actions(value, 'onFailure', pointer), shared.failure),
      outputs: mapOf(value.outputs),
      timeout: typeof value.timeout === 'number' ? value.timeout : undefined,
      dependsOn: textsOf(value.dependsOn),
      pointer,
    };
  }

  #parameters(holder: JsonObject, at: string): StepParameter[] {
    const found: StepParameter[] = [];
    for (const [written, pointer] of listAt(holder, 'parameters', at)) {
      const value = this.#reused(written, 'parameters', pointer);
      if (!value) continue;
      const given = value !== written && Object.hasOwn(written, 'value') ? written.value : value.value;
      const parameter = { name: String(value.name), in: textOf(value.in), value: given, pointer };
      if (found.some(isSameAs(parameter)))
        this.#problems.error(pointer, `The parameter ${parameter.name} is given twice.`);
      found.push(parameter);
    }
    return found;
  }

  #actions(holder: JsonObject, name: string, at: string): Action[] {
    const kind = /success/i.test(name) ? 'successActions' : 'failureActions';
    return listAt(holder, name, at).flatMap(([written, pointer]) => {
      const value = this.#reused(written, kind, pointer);
      if (!value) return [];
      return {
        name: String(value.name),
        type: value.type as Action['type'],
        stepId: textOf(value.stepId),
        workflowId: textOf(value.workflowId),
        parameters: this.#parameters(value, pointer),
        retryAfter: typeof value.retryAfter === 'number' ? value.retryAfter : 0,
        retryLimit: typeof value.retryLimit === 'number' ? value.retryLimit : 1,
        criteria: criteriaOf(value, 'criteria', pointer),
        pointer,
      };
    });
  }

  /** What a Reusable Object stands for, or the object itself. */
  #reused(written: JsonObject, kind: string, pointer: string): JsonObject | undefined {
    const { reference } = written;
    if (typeof reference !== 'string') return written;
    const name = reference.startsWith(`$components.${kind}.`)
      ? reference.slice(`$components.${kind}.`.length)
      : undefined;
    const components = own(this.#root, 'components');
    const all = isJsonObject(components) ? own(components, kind) : undefined;
    const value = name !== undefined && isJsonObject(all) ? own(all, name) : undefined;
    if (isJsonObject(value)) return value;
    this.#problems.error(
      joinPointer(pointer, 'reference'),
      name === undefined
        ? `"${reference}" does not name one of the ${kind} of the components ("$components.${kind}.NAME").`
        : `The components have no ${name} among their ${kind}.`,
    );
    return undefined;
  }
}

function callOf(value: JsonObject, pointer: string): Call {
  const kinds = ['operationId', 'operationPath', 'workflowId', 'channelPath'] as const;
  const kind = kinds.find((name) => Object.hasOwn(value, name))!;
  return {
    kind,
    text: String(value[kind]),
    action: textOf(value.action),
    pointer: joinPointer(pointer, kind),
  };
}

function bodyOf(value: JsonObject, pointer: string): StepBody {
  return {
    contentType: textOf(value.contentType),
    payload: value.payload,
    replacements: listAt(value, 'replacements', pointer).map(
      ([each, at]): Replacement => ({
        target: String(each.target),
        type: selectorTypeOf(each.targetSelectorType),
        value: each.value,
        pointer: at,
      }),
    ),
    pointer,
  };
}

function criteriaOf(holder: JsonObject, name: string, at: string): Criterion[] {
  return listAt(holder, name, at).map(([value, pointer]) => ({
    condition: String(value.condition),
    context: textOf(value.context),
    type: selectorTypeOf(value.type) ?? (value.type === 'regex' ? 'regex' : 'simple'),
    pointer,
  }));
}

function overriding(mine: readonly Action[], shared: readonly Action[]): Action[] {
  return [...mine, ...shared.filter(({ name }) => !mine.some((action) => action.name === name))];
}

function isSameAs({ name, in: place }: StepParameter): (other: StepParameter) => boolean {
  return (other) => other.name === name && other.in === place;
}

function listAt(holder: JsonObject, name: string, at: string): Array<[JsonObject, string]> {
  const list = own(holder, name);
  if (!Array.isArray(list)) return [];
  return list.map((item, index) => [item as JsonObject, joinPointer(at, name, index)]);
}

function mapOf(value: unknown): ReadonlyMap<string, unknown> {
  return new Map(isJsonObject(value) ? Object.entries(value) : []);
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
