import { describe, expect, test } from 'vitest';
import { arazzo, load } from './flow.ts';
import { a, flow, refusal } from './refusal.ts';

describe('names of nothing are told with their line', () => {
  const at = '#/workflows/0/steps/0';
  test.each<[string, object, string[], Record<string, object>?]>([
    [
      'a step of the same workflow that is named by an expression',
      flow(a, { ...a, stepId: 'b', dependsOn: ['$steps.a'] }),
      [
        '#/workflows/0/steps/1/dependsOn/0: "$steps.a" names no step: one of the same workflow is named without an expression.',
      ],
    ],
    [
      'a correlation of what is sent',
      flow({ ...a, action: 'send', correlationId: 'x' }),
      [`${at}/correlationId: Only what is received has one.`],
    ],
    [
      'an action of a workflow',
      flow({ stepId: 'a', workflowId: 'main', action: 'send' }),
      [`${at}/action: A workflow is not sent or received.`],
    ],
    [
      'a channel without an action',
      flow({ stepId: 'a', channelPath: 'orders' }),
      [`${at}: The field action is missing, which a channel takes.`],
    ],
    [
      'criteria of which there are none',
      flow({ ...a, successCriteria: [] }),
      [`${at}/successCriteria: The list must have at least one item.`],
    ],
    [
      'an XPath that is none',
      flow({
        ...a,
        successCriteria: [
          { context: '$response.body', condition: '/a[', type: { type: 'xpath', version: 'xpath-31' } },
        ],
      }),
      [expect.stringContaining(`${at}/successCriteria/0/condition: /a[ is no XPath (`)],
    ],
    [
      'a version that there is not',
      flow({
        ...a,
        successCriteria: [{ context: '$url', condition: '/a', type: { type: 'xpath', version: 'xpath-99' } }],
      }),
      [`${at}/successCriteria/0/type/version: "xpath-99" is none of xpath-10, xpath-20, xpath-30, xpath-31.`],
    ],
    [
      'two steps of one name',
      flow(a, { ...a, description: 'b' }),
      ['#/workflows/0/steps/1/stepId: There are two steps of the name a.'],
    ],
    [
      'two workflows of one name',
      arazzo({
        workflows: [
          { workflowId: 'm', steps: [a] },
          { workflowId: 'm', summary: 'b', steps: [a] },
        ],
      }),
      ['#/workflows/1/workflowId: There are two workflows of the name m.'],
    ],
    [
      'workflows that wait for each other',
      arazzo({
        workflows: [
          { workflowId: 'x', dependsOn: ['y'], steps: [a] },
          { workflowId: 'y', dependsOn: ['x'], steps: [a] },
        ],
      }),
      [
        '#/workflows/0/dependsOn/0: x waits for y, which waits for x.',
        '#/workflows/1/dependsOn/0: y waits for x, which waits for y.',
      ],
    ],
    [
      'steps that wait for each other',
      flow({ ...a, dependsOn: ['b'] }, { ...a, stepId: 'b', dependsOn: ['a'] }),
      ['#/workflows/0/steps: The steps wait for each other in a circle: a, b, a.'],
    ],
    [
      'outputs of a step that comes later',
      flow(
        { ...a, parameters: [{ name: 'status', in: 'query', value: '$steps.b.outputs.x' }] },
        { ...a, stepId: 'b', outputs: { x: '$url' } },
      ),
      [`${at}/parameters/0/value: The step b comes later.`],
    ],
    [
      'outputs of a step that there is not',
      flow({ ...a, outputs: { x: '$steps.none.outputs.x' } }),
      [`${at}/outputs/x: There is no step none.`],
    ],
    [
      'an expression that is none',
      flow({ ...a, outputs: { x: '$response.boby' } }),
      [`${at}/outputs/x: "$response.boby" is no runtime expression.`],
    ],
    [
      'braces that hold no expression',
      flow({ ...a, parameters: [{ name: 'status', in: 'query', value: 'x{$inputs}' }] }),
      [`${at}/parameters/0/value: What stands in braces after "{$" is no runtime expression.`],
    ],
    [
      'a condition that is none',
      flow({ ...a, successCriteria: [{ condition: '$statusCode = 200' }] }),
      [`${at}/successCriteria/0/condition: "= 200" is neither an expression nor a value.`],
    ],
    [
      'texts in double quotes',
      flow({ ...a, successCriteria: [{ condition: '$response.body == "x"' }] }),
      [`${at}/successCriteria/0/condition: Texts stand in single quotes: "x".`],
    ],
    [
      'an open parenthesis',
      flow({ ...a, successCriteria: [{ condition: '($statusCode == 200' }] }),
      [`${at}/successCriteria/0/condition: A closing parenthesis is missing.`],
    ],
    [
      'a regular expression that is none',
      flow({ ...a, successCriteria: [{ context: '$url', condition: 'a(', type: 'regex' }] }),
      [
        `${at}/successCriteria/0/condition: /a(/ is no regular expression of RE2 (error parsing regexp: missing closing ): \`a(\`).`,
      ],
    ],
    [
      'a criterion without its context',
      flow({ ...a, successCriteria: [{ condition: 'a', type: 'regex' }] }),
      [`${at}/successCriteria/0: The field context is missing, which every type but simple takes.`],
    ],
    [
      'a parameter without its place',
      flow({ ...a, parameters: [{ name: 'status', value: 1 }] }),
      [`${at}/parameters/0: The field in is missing, which a parameter of an operation takes.`],
    ],
    [
      'a parameter that is given twice',
      flow({
        ...a,
        parameters: [
          { name: 'status', in: 'query', value: 1 },
          { name: 'status', in: 'query', value: 2 },
        ],
      }),
      [`${at}/parameters/1: The parameter status is given twice.`],
    ],
    [
      'a component that there is not',
      flow({ ...a, parameters: [{ reference: '$components.parameters.none' }] }),
      [`${at}/parameters/0/reference: The components have no none among their parameters.`],
    ],
    [
      'a component of another kind',
      arazzo({
        workflows: [
          { workflowId: 'm', steps: [{ ...a, onSuccess: [{ reference: '$components.parameters.p' }] }] },
        ],
        components: { parameters: { p: { name: 'p', value: 1 } } },
      }),
      [
        `${at}/onSuccess/0/reference: "$components.parameters.p" does not name one of the successActions of the components ("$components.successActions.NAME").`,
      ],
    ],
    [
      'an action that goes nowhere',
      flow({ ...a, onSuccess: [{ name: 'on', type: 'goto' }] }),
      [`${at}/onSuccess/0: One of workflowId, stepId must be there.`],
    ],
    [
      'an action that goes to a step of no name',
      flow({ ...a, onFailure: [{ name: 'on', type: 'goto', stepId: 'z' }] }),
      [`${at}/onFailure/0/stepId: There is no step z.`],
    ],
    [
      'a source that is not there',
      arazzo({
        sourceDescriptions: [{ name: 'pets', url: 'gone.json', type: 'openapi' }],
        workflows: [{ workflowId: 'm', steps: [a] }],
      }),
      [
        '#/sourceDescriptions/0/url: The source pets cannot be read: Failed to load gone.json: there is no such file (Error: nothing there). Check the name.',
      ],
    ],
    [
      'a source elsewhere that nobody has allowed',
      arazzo({
        sourceDescriptions: [{ name: 'pets', url: 'https://a.example/pets.json', type: 'openapi' }],
        workflows: [{ workflowId: 'm', steps: [a] }],
      }),
      [
        '#/sourceDescriptions/0/url: The source pets cannot be read: Failed to load https://a.example/pets.json: remote references are not allowed. Allow remote references or copy it into the document.',
      ],
    ],
    [
      'an operation of several sources',
      arazzo({
        sourceDescriptions: [
          { name: 'pets', url: 'pets.json', type: 'openapi' },
          { name: 'more', url: 'pets.json', type: 'openapi' },
        ],
        workflows: [{ workflowId: 'm', steps: [a] }],
      }),
      [
        `${at}/operationId: Several sources have an operation listPets (pets, more): write $sourceDescriptions.pets.listPets.`,
      ],
    ],
    [
      '$self with a fragment',
      { ...flow(a), $self: 'https://a.example/x#y' },
      ['#/$self: "https://a.example/x#y" is not a URI without a fragment.'],
    ],
  ])('%s', async (_, document, messages, files) => {
    expect(await refusal(document, files)).toEqual(messages);
  });
});

describe('what is doubtful is a warning', () => {
  const warned = async (document: object) =>
    (await load(document)).faults.map(({ code, message }) => `${code}: ${message}`);

  test.each<[string, object, string[]]>([
    ['nothing, of a document that is right', flow(a), []],
    [
      'an output that the step does not have',
      flow({ ...a, outputs: { x: '$url' } }, { ...a, stepId: 'b', outputs: { y: '$steps.a.outputs.z' } }),
      ['doubtful-workflow: The step a has no output z.'],
    ],
    [
      'an input that the schema does not have',
      arazzo({
        workflows: [
          {
            workflowId: 'm',
            inputs: { type: 'object', properties: { id: {} } },
            steps: [{ ...a, outputs: { x: '$inputs.no' } }],
          },
        ],
      }),
      ['doubtful-workflow: The inputs of m have no no.'],
    ],
    [
      'a step that comes later where a step may go back',
      flow(
        { ...a, parameters: [{ name: 'status', in: 'query', value: '$steps.b.outputs.x' }] },
        {
          ...a,
          stepId: 'b',
          outputs: { x: '$url' },
          onFailure: [{ name: 'back', type: 'goto', stepId: 'a' }],
        },
      ),
      ['doubtful-workflow: The step b comes later.'],
    ],
    [
      'the path of an operation without its method',
      flow({ stepId: 'a', operationPath: '{$sourceDescriptions.pets.url}#/paths/~1pets~1{petId}' }),
      ['doubtful-workflow: It names a path; get is its only method, and is taken. Add /get.'],
    ],
    [
      'an asynchronous source',
      arazzo({
        sourceDescriptions: [
          { name: 'pets', url: 'pets.json', type: 'openapi' },
          { name: 'orders', url: 'orders.json', type: 'asyncapi' },
        ],
        workflows: [
          {
            workflowId: 'm',
            steps: [{ stepId: 'a', operationId: '$sourceDescriptions.orders.place', action: 'send' }],
          },
        ],
      }),
      ['asynchronous-source: The source orders is an AsyncAPI description: its steps are read, and not run.'],
    ],
  ])('%s', async (_, document, messages) => {
    expect(await warned(document)).toEqual(messages);
  });
});
