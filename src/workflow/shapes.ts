import { isJsonObject, type JsonObject } from '../schema/index.ts';
import {
  anything,
  atLeast,
  type Complain,
  listOf,
  mapOf,
  oneOf,
  record,
  required,
  type Shape,
  text,
  textLike,
} from './shape.ts';

/** The feature set of a document; patch versions do not differ (Arazzo, Versions). */
export type WorkflowVersion = '1.0' | '1.1';

const NAME = /^[A-Za-z0-9._-]+$/;
const identifier = textLike(/^[A-Za-z0-9_-]+$/, 'a name of letters, digits, "-" and "_"');

const schema: Shape = (value, pointer, complain) => {
  if (!isJsonObject(value) && typeof value !== 'boolean') complain(pointer, 'It must be a JSON Schema.');
};

const versions: Readonly<Record<WorkflowVersion, Readonly<Record<string, readonly string[]>>>> = {
  '1.0': {
    jsonpath: ['rfc9535', 'draft-goessner-dispatch-jsonpath-00'],
    xpath: ['xpath-10', 'xpath-20', 'xpath-30'],
  },
  '1.1': {
    jsonpath: ['rfc9535', 'draft-goessner-dispatch-jsonpath-00'],
    xpath: ['xpath-10', 'xpath-20', 'xpath-30', 'xpath-31'],
    jsonpointer: ['rfc6901'],
  },
};

/** `jsonpath`, or an object that says of which version. */
function selectorType(version: WorkflowVersion, words: readonly string[]): Shape {
  const known = versions[version];
  const typed = record(
    { type: required(oneOf(...Object.keys(known))), version: required(text) },
    (value, pointer, complain) => {
      const allowed = known[String(value.type)] ?? [];
      if (typeof value.version === 'string' && allowed.length > 0 && !allowed.includes(value.version))
        complain(`${pointer}/version`, `"${value.version}" is none of ${allowed.join(', ')}.`);
    },
  );
  const named = oneOf(...words);
  return (value, pointer, complain) =>
    isJsonObject(value) ? typed(value, pointer, complain) : named(value, pointer, complain);
}

/** Either a Reusable Object or what it stands for. */
function orReusable(shape: Shape): Shape {
  return (value, pointer, complain) => {
    if (!isJsonObject(value) || !Object.hasOwn(value, 'reference')) shape(value, pointer, complain);
    else text(value.reference, `${pointer}/reference`, complain);
  };
}

function exactlyOne(names: readonly string[]) {
  return (value: JsonObject, pointer: string, complain: Complain): void => {
    const there = names.filter((name) => Object.hasOwn(value, name));
    if (there.length === 0) complain(pointer, `One of ${names.join(', ')} must be there.`);
    if (there.length > 1) complain(pointer, `Only one of ${there.join(', ')} can be there.`);
  };
}

/** What a document of this version must be like (Arazzo, Schema). */
export function documentShape(version: WorkflowVersion): Shape {
  const isNew = version === '1.1';
  const criterion = record(
    {
      condition: required(text),
      context: text,
      type: selectorType(version, ['simple', 'regex', 'jsonpath', 'xpath']),
      // The JSON Schema of 1.0 has it beside the type.
      ...(isNew ? {} : { version: text }),
    },
    ({ type, context }, pointer, complain) => {
      if (type !== undefined && type !== 'simple' && context === undefined)
        complain(pointer, 'The field context is missing, which every type but simple takes.');
    },
  );
  const output = isNew ? textOrSelector(version) : text;
  const outputs = mapOf(output, NAME);
  const places = isNew
    ? ['path', 'query', 'querystring', 'header', 'cookie', 'channel']
    : ['path', 'query', 'header', 'cookie'];
  const parameter = record({ name: required(text), value: required(anything), in: oneOf(...places) });
  const located: Shape = (value, pointer, complain) => {
    parameter(value, pointer, complain);
    if (isJsonObject(value) && !Object.hasOwn(value, 'in'))
      complain(pointer, 'The field in is missing, which a parameter of an operation takes.');
  };
  const replacement = record({
    target: required(text),
    value: required(anything),
    ...(isNew ? { targetSelectorType: selectorType(version, ['jsonpointer', 'jsonpath', 'xpath']) } : {}),
  });
  const body = record({ contentType: text, payload: anything, replacements: listOf(replacement) });
  const actions = actionShapes(criterion, orReusable(parameter), isNew);
  const step = stepShape({ isNew, criterion, parameter, located, body, outputs, actions });
  const workflow = record({
    workflowId: required(text),
    summary: text,
    description: text,
    inputs: schema,
    dependsOn: listOf(text),
    steps: required(listOf(step, 1)),
    successActions: listOf(orReusable(actions.success)),
    failureActions: listOf(orReusable(actions.failure)),
    outputs,
    parameters: listOf(orReusable(parameter)),
  });
  const source = record({
    name: required(identifier),
    url: required(text),
    type: oneOf('arazzo', 'openapi', ...(isNew ? ['asyncapi'] : [])),
  });
  return record({
    arazzo: required(textLike(isNew ? /^1\.1\.\d+(-.+)?$/ : /^1\.0\.\d+(-.+)?$/, 'a version of Arazzo')),
    ...(isNew ? { $self: textLike(/^[^#]*$/, 'a URI without a fragment') } : {}),
    info: required(
      record({ title: required(text), version: required(text), summary: text, description: text }),
    ),
    sourceDescriptions: required(listOf(source, 1)),
    workflows: required(listOf(workflow, 1)),
    components: record({
      inputs: mapOf(schema, NAME),
      parameters: mapOf(parameter, NAME),
      successActions: mapOf(actions.success, NAME),
      failureActions: mapOf(actions.failure, NAME),
    }),
  });
}

function textOrSelector(version: WorkflowVersion): Shape {
  const selector = record({
    context: required(text),
    selector: required(text),
    type: required(selectorType(version, ['jsonpointer', 'jsonpath', 'xpath'])),
  });
  return (value, pointer, complain) => (isJsonObject(value) ? selector : text)(value, pointer, complain);
}

interface ActionShapes {
  readonly success: Shape;
  readonly failure: Shape;
}

function actionShapes(criterion: Shape, parameter: Shape, isNew: boolean): ActionShapes {
  const common = {
    name: required(text),
    workflowId: text,
    stepId: text,
    ...(isNew ? { parameters: listOf(parameter) } : {}),
  };
  const goes = exactlyOne(['workflowId', 'stepId']);
  const leads = (value: JsonObject, pointer: string, complain: Complain): void => {
    if (value.type === 'goto') goes(value, pointer, complain);
    else if (value.type === 'retry' && value.workflowId !== undefined && value.stepId !== undefined)
      goes(value, pointer, complain);
    if (isNew && Object.hasOwn(value, 'parameters') && !Object.hasOwn(value, 'workflowId'))
      complain(pointer, 'Its parameters are for a workflow, and the field workflowId is missing.');
  };
  return {
    success: record(
      { ...common, type: required(oneOf('end', 'goto')), criteria: listOf(criterion, 1) },
      leads,
    ),
    failure: record(
      {
        ...common,
        type: required(oneOf('end', 'goto', 'retry')),
        retryAfter: atLeast(0, false),
        retryLimit: atLeast(0, true),
        criteria: listOf(criterion),
      },
      leads,
    ),
  };
}

function stepShape(of: {
  readonly isNew: boolean;
  readonly criterion: Shape;
  readonly parameter: Shape;
  readonly located: Shape;
  readonly body: Shape;
  readonly outputs: Shape;
  readonly actions: ActionShapes;
}): Shape {
  const calls = ['operationId', 'operationPath', 'workflowId', ...(of.isNew ? ['channelPath'] : [])];
  const one = exactlyOne(calls);
  const ofOperation = listOf(orReusable(of.located));
  const ofWorkflow = listOf(orReusable(of.parameter));
  return record(
    {
      stepId: required(text),
      description: text,
      operationId: text,
      operationPath: text,
      workflowId: text,
      parameters: anything,
      requestBody: of.body,
      successCriteria: listOf(of.criterion, 1),
      onSuccess: listOf(orReusable(of.actions.success)),
      onFailure: listOf(orReusable(of.actions.failure)),
      outputs: of.outputs,
      ...(of.isNew
        ? {
            channelPath: text,
            correlationId: anything,
            action: oneOf('send', 'receive'),
            timeout: atLeast(0, true),
            dependsOn: listOf(text, 1),
          }
        : {}),
    },
    (value, pointer, complain) => {
      one(value, pointer, complain);
      const isWorkflow = Object.hasOwn(value, 'workflowId');
      if (of.isNew) asynchronous(value, isWorkflow, pointer, complain);
      if (!Object.hasOwn(value, 'parameters')) return;
      (isWorkflow ? ofWorkflow : ofOperation)(value.parameters, `${pointer}/parameters`, complain);
    },
  );
}

/** What belongs to steps of AsyncAPI alone. */
function asynchronous(value: JsonObject, isWorkflow: boolean, pointer: string, complain: Complain): void {
  const { action, correlationId, channelPath } = value;
  if (isWorkflow && action !== undefined)
    complain(`${pointer}/action`, 'A workflow is not sent or received.');
  if (channelPath !== undefined && action === undefined)
    complain(pointer, 'The field action is missing, which a channel takes.');
  if (correlationId !== undefined && action !== 'receive')
    complain(`${pointer}/correlationId`, 'Only what is received has one.');
}
