import { describe, expect, test } from 'vitest';
import { type Answer, arazzo, one, tried } from './flow.ts';

describe('values come from', () => {
  const read = { stepId: 'read', operationId: 'getPet' };
  const path = (value: unknown) => ({ parameters: [{ name: 'petId', in: 'path', value }] });

  test.each<[string, object, Answer[], string[]]>([
    [
      'outputs of steps',
      arazzo({
        workflows: [
          {
            workflowId: 'main',
            steps: [
              { stepId: 'a', operationId: 'createPet', outputs: { id: '$response.body#/id' } },
              { ...read, ...path('$steps.a.outputs.id') },
            ],
          },
        ],
      }),
      [{ json: { id: 9 } }],
      ['POST /pets', 'GET /pets/9'],
    ],
    [
      'a pointer into outputs of steps',
      arazzo({
        workflows: [
          {
            workflowId: 'main',
            steps: [
              { stepId: 'a', operationId: 'listPets', outputs: { all: '$response.body' } },
              { ...read, ...path('$steps.a.outputs.all#/1/id') },
            ],
          },
        ],
      }),
      [{ json: [{ id: 1 }, { id: 2 }] }],
      ['GET /pets', 'GET /pets/2'],
    ],
    [
      'outputs by a selector',
      arazzo({
        workflows: [
          {
            workflowId: 'main',
            steps: [
              {
                stepId: 'a',
                operationId: 'listPets',
                outputs: {
                  id: { context: '$response.body', selector: "$[?@.name=='b'].id", type: 'jsonpath' },
                },
              },
              { ...read, ...path('$steps.a.outputs.id') },
            ],
          },
        ],
      }),
      [{ json: [{ id: 1 }, { id: 2, name: 'b' }] }],
      ['GET /pets', 'GET /pets/2'],
    ],
    [
      'workflows that steps call, whose inputs are their parameters',
      arazzo({
        workflows: [
          {
            workflowId: 'main',
            steps: [
              {
                stepId: 'a',
                workflowId: 'inner',
                parameters: [{ name: 'number', value: 5 }],
                outputs: { doubled: '$outputs.got' },
              },
              { ...read, ...path('$steps.a.outputs.doubled') },
            ],
          },
          {
            workflowId: 'inner',
            steps: [{ ...read, ...path('$inputs.number'), outputs: { id: '$response.body#/id' } }],
            outputs: { got: '$steps.read.outputs.id' },
          },
        ],
      }),
      [{ json: { id: 6 } }],
      ['GET /pets/5', 'GET /pets/6'],
    ],
    [
      'workflows that must come before',
      arazzo({
        workflows: [
          {
            workflowId: 'main',
            dependsOn: ['first'],
            steps: [{ ...read, ...path('$workflows.first.outputs.id') }],
          },
          {
            workflowId: 'first',
            steps: [{ stepId: 'a', operationId: 'createPet', outputs: { id: '$response.body#/id' } }],
            outputs: { id: '$steps.a.outputs.id' },
          },
        ],
      }),
      [{ json: { id: 3 } }],
      ['POST /pets', 'GET /pets/3'],
    ],
    [
      'outputs of the steps of a workflow that came before',
      arazzo({
        workflows: [
          {
            workflowId: 'main',
            dependsOn: ['first'],
            steps: [
              {
                ...read,
                dependsOn: ['$workflows.first.steps.a'],
                ...path('$workflows.first.steps.a.outputs.id'),
              },
            ],
          },
          {
            workflowId: 'first',
            steps: [{ stepId: 'a', operationId: 'createPet', outputs: { id: '$response.body#/id' } }],
          },
        ],
      }),
      [{ json: { id: 3 } }],
      ['POST /pets', 'GET /pets/3'],
    ],
    [
      'parameters of an action that goes to a workflow',
      arazzo({
        workflows: [
          {
            workflowId: 'main',
            steps: [
              {
                stepId: 'a',
                operationId: 'createPet',
                onSuccess: [
                  {
                    name: 'on',
                    type: 'goto',
                    workflowId: 'other',
                    parameters: [{ name: 'id', value: '$response.body#/id' }],
                  },
                ],
              },
              { stepId: 'never', operationId: 'listPets' },
            ],
          },
          { workflowId: 'other', steps: [{ ...read, ...path('$inputs.id') }] },
        ],
      }),
      [{ json: { id: 4 } }],
      ['POST /pets', 'GET /pets/4'],
    ],
  ])('%s', async (_, document, answers, sent) => {
    const ran = await tried(document, { answers });
    expect(ran.sent).toEqual(sent);
    expect(ran.run.succeeded).toBe(true);
  });

  const inputs = {
    type: 'object',
    required: ['id'],
    properties: {
      id: { $ref: '#/components/inputs/id' },
      name: { type: 'string', default: 'Rex' },
      flag: { type: 'boolean' },
    },
  };
  const document = one(
    { operationId: 'createPet', requestBody: { payload: { id: '$inputs.id', name: '$inputs.name' } } },
    { inputs },
    { components: { inputs: { id: { type: 'integer', minimum: 1 } } } },
  );

  test('defaults of inputs, and texts are read by the schema', async () => {
    const { sent } = await tried(document, { inputs: { id: '7', stranger: 'left out' } });
    expect(sent).toEqual(['POST /pets {"id":7,"name":"Rex"}']);
  });

  test.each([[{}], [{ id: 0 }], [{ id: 'no' }], [{ id: 1, flag: 'perhaps' }]])(
    'inputs that the schema refuses end the run before it begins: %j',
    async (given) => {
      await expect(tried(document, { inputs: given })).rejects.toMatchObject({ code: 'bad-input' });
    },
  );

  test('another Arazzo file, for calls and dependencies', async () => {
    const other = arazzo({
      workflows: [
        {
          workflowId: 'login',
          steps: [{ stepId: 'a', operationId: 'createPet', outputs: { id: '$response.body#/id' } }],
          outputs: { id: '$steps.a.outputs.id' },
        },
      ],
    });
    const main = arazzo({
      sourceDescriptions: [
        { name: 'pets', url: './pets.json', type: 'openapi' },
        { name: 'shared', url: './shared.arazzo.json', type: 'arazzo' },
      ],
      workflows: [
        {
          workflowId: 'main',
          steps: [
            {
              stepId: 'in',
              workflowId: '$sourceDescriptions.shared.login',
              outputs: { id: '$outputs.id' },
            },
            { ...read, ...path('$steps.in.outputs.id') },
          ],
        },
      ],
    });
    const ran = await tried(main, { answers: [{ json: { id: 2 } }], files: { 'shared.arazzo.json': other } });
    expect(ran.sent).toEqual(['POST /pets', 'GET /pets/2']);
  });
});
