import { describe, expect, test } from 'vitest';
import { arazzo, load } from './flow.ts';

const a = { stepId: 'a', operationId: 'listPets' };
const flow = (...steps: object[]) => arazzo({ workflows: [{ workflowId: 'main', steps }] });

/** What is said of a document, with its pointer. */
async function refusal(document: object | string, files?: Record<string, object>): Promise<string[]> {
  try {
    await load(document, files);
    return [];
  } catch (error) {
    const { message } = error as Error;
    expect(message).toMatch(
      /^Failed to read the workflows of flows\.arazzo\.json: .* wrong\. Correct the file\./,
    );
    return message
      .split('\n  ')
      .slice(1)
      .map((line) => {
        expect(line).toMatch(/^flows\.arazzo\.json:\d+:\d+( #|:)/);
        return line.replace(/^flows\.arazzo\.json:\d+:\d+ ?/, '').replace(/^:/, '#:');
      });
  }
}

describe('what cannot be is told with its line', () => {
  const at = '#/workflows/0/steps/0';
  test.each<[string, object, string[], Record<string, object>?]>([
    [
      'a version that is not known',
      { arazzo: '2.0.0' },
      ['#/arazzo: "2.0.0" is no version that is known: 1.0 and 1.1 are.'],
    ],
    [
      'no Arazzo document at all',
      { openapi: '3.1.0' },
      ['#: It is no Arazzo document: the field arazzo is missing.'],
    ],
    [
      'a field that there is not',
      flow({ ...a, retries: 3 }),
      [`${at}/retries: There is no field retries here.`],
    ],
    [
      'a field of the wrong kind',
      flow({ ...a, description: 3 }),
      [`${at}/description: It must be text, and is a number.`],
    ],
    [
      'a step without a call',
      flow({ stepId: 'a' }),
      [`${at}: One of operationId, operationPath, workflowId, channelPath must be there.`],
    ],
    [
      'a step with two calls',
      flow({ ...a, workflowId: 'main' }),
      [`${at}: Only one of operationId, workflowId can be there.`],
    ],
    [
      'an operation that there is not',
      flow({ stepId: 'a', operationId: 'listPet' }),
      [`${at}/operationId: No source has an operation listPet. Is listPets meant?`],
    ],
    [
      'an operation that a source does not have',
      flow({ stepId: 'a', operationId: '$sourceDescriptions.pets.nothing' }),
      [`${at}/operationId: The source pets has no operation nothing.`],
    ],
    [
      'a source that there is not',
      flow({ stepId: 'a', operationId: '$sourceDescriptions.pet.listPets' }),
      [`${at}/operationId: There is no source pet. Is pets meant?`],
    ],
    [
      'a path of nothing',
      flow({ stepId: 'a', operationPath: '{$sourceDescriptions.pets.url}#/paths/~1pets/patch' }),
      [`${at}/operationPath: The source pets has no operation at /paths/~1pets/patch.`],
    ],
    [
      'a path without a source',
      flow({ stepId: 'a', operationPath: '/pets' }),
      [
        `${at}/operationPath: "/pets" does not name an operation. Write '{$sourceDescriptions.NAME.url}#/paths/~1users/get'.`,
      ],
    ],
    [
      'a workflow that there is not',
      flow({ stepId: 'a', workflowId: 'mian' }),
      [`${at}/workflowId: There is no workflow mian. Is main meant?`],
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
        `${at}/operationId: No source has an operation listPets.`,
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
        `${at}/operationId: No source has an operation listPets.`,
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

  test('in YAML the line is that of the text', async () => {
    const yaml = [
      'arazzo: 1.0.1',
      'info: { title: t, version: "1" }',
      'sourceDescriptions:',
      '  - { name: pets, url: pets.json, type: openapi }',
      'workflows:',
      '  - workflowId: main',
      '    steps:',
      '      - stepId: a',
      '        operationId: listDogs',
    ].join('\n');
    await expect(load(yaml)).rejects.toThrow('flows.arazzo.json:9:9 #/workflows/0/steps/0/operationId');
  });

  test('names that objects have by themselves are names of nothing', async () => {
    const document = flow({ ...a, outputs: { x: '$steps.__proto__.outputs.constructor' } });
    expect(await refusal(document)).toEqual([`${at}/outputs/x: There is no step __proto__.`]);
  });

  test('files that refer to each other are read once each', async () => {
    const other = arazzo({
      sourceDescriptions: [
        { name: 'pets', url: 'pets.json', type: 'openapi' },
        { name: 'back', url: 'flows.arazzo.json', type: 'arazzo' },
      ],
      workflows: [{ workflowId: 'theirs', steps: [a] }],
    });
    const mine = arazzo({
      sourceDescriptions: [
        { name: 'pets', url: 'pets.json', type: 'openapi' },
        { name: 'other', url: 'other.arazzo.json' },
      ],
      workflows: [
        { workflowId: 'main', steps: [{ stepId: 'a', workflowId: '$sourceDescriptions.other.theirs' }] },
      ],
    });
    const set = await load(mine, { 'other.arazzo.json': other });
    expect(set.others.get('other')?.others.get('back')).toBe(set);
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
