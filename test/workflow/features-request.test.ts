import { describe, expect, test } from 'vitest';
import { arazzo, one, tried } from './flow.ts';

describe('a request is made of', () => {
  const list = (fields: object) => ({ operationId: 'listPets', ...fields });
  const create = (requestBody: object) => ({ operationId: 'createPet', requestBody });
  const inputs = {
    id: 7,
    name: 'Rex',
    pet: { id: 7, name: 'Rex' },
    xml: '<p><n>old</n></p>',
    many: [{ id: 7 }, { id: 8 }],
  };

  test.each<[string, object, string]>([
    ['an operationId', list({}), 'GET /pets'],
    ['an operationId of a named source', { operationId: '$sourceDescriptions.pets.listPets' }, 'GET /pets'],
    ['an operationPath', { operationPath: '{$sourceDescriptions.pets.url}#/paths/~1pets/get' }, 'GET /pets'],
    [
      'a constant',
      list({ parameters: [{ name: 'status', in: 'query', value: 'sold' }] }),
      'GET /pets?status=sold',
    ],
    [
      'an expression, which keeps its type',
      create({ payload: { id: '$inputs.id', name: '$inputs.name' } }),
      'POST /pets {"id":7,"name":"Rex"}',
    ],
    [
      'expressions in a text',
      list({ parameters: [{ name: 'status', in: 'query', value: '{$inputs.name}-{$inputs.id}' }] }),
      'GET /pets?status=Rex-7',
    ],
    [
      'a header, a cookie and a path',
      {
        operationId: 'getPet',
        parameters: [
          { name: 'petId', in: 'path', value: '$inputs.id' },
          { name: 'Authorization', in: 'header', value: 'Bearer {$inputs.name}' },
          { name: 'seen', in: 'cookie', value: true },
        ],
      },
      'GET /pets/7 [Authorization: Bearer Rex] [Cookie: seen=true]',
    ],
    [
      'headers whatever their case',
      list({ parameters: [{ name: 'x-trace', in: 'header', value: 'on' }] }),
      'GET /pets [X-Trace: on]',
    ],
    [
      'declared and undeclared cookies together',
      list({
        parameters: [
          { name: 'theme', in: 'cookie', value: 'dark' },
          { name: 'seen', in: 'cookie', value: 1 },
        ],
      }),
      'GET /pets [Cookie: theme=dark] [Cookie: theme=dark; seen=1]',
    ],
    [
      'a whole query',
      {
        operationId: 'search',
        parameters: [{ name: 'query', in: 'querystring', value: 'name={$inputs.name}&id={$inputs.id}' }],
      },
      'GET /search?name=Rex&id=7',
    ],
    [
      'a payload that is one expression',
      create({ contentType: 'application/json', payload: '$inputs.pet' }),
      'POST /pets {"id":7,"name":"Rex"}',
    ],
    [
      'a text of JSON with expressions',
      create({ contentType: 'application/json', payload: '{"id": {$inputs.id}, "name": "{$inputs.name}"}' }),
      'POST /pets {"id":7,"name":"Rex"}',
    ],
    [
      'a text of JSON with objects in quotes',
      create({
        contentType: 'application/json',
        payload: '{"inner": "{$inputs.pet}", "gone": "{$inputs.none}"}',
      }),
      'POST /pets {"inner":{"id":7,"name":"Rex"}}',
    ],
    [
      'a form',
      create({
        contentType: 'application/x-www-form-urlencoded',
        payload: { id: '$inputs.id', name: '$inputs.name' },
      }),
      'POST /pets id=7&name=Rex',
    ],
    [
      'the text of a form',
      create({ contentType: 'application/x-www-form-urlencoded', payload: 'id={$inputs.id}' }),
      'POST /pets application/x-www-form-urlencoded: id=7',
    ],
    [
      'a text of XML',
      create({ contentType: 'application/xml', payload: '<pet>{$inputs.name}</pet>' }),
      'POST /pets application/xml: <pet>Rex</pet>',
    ],
    [
      'members without what stands for nothing',
      create({ payload: { id: '$inputs.id', name: '$inputs.none' } }),
      'POST /pets {"id":7}',
    ],
    [
      'a replacement by JSON Pointer',
      create({ payload: { id: 1, name: 'old' }, replacements: [{ target: '/id', value: '$inputs.id' }] }),
      'POST /pets {"id":7,"name":"old"}',
    ],
    [
      'a replacement by JSONPath',
      create({
        payload: { items: [{ id: 1 }, { id: 2 }] },
        replacements: [
          { target: '$.items[?@.id==2].id', targetSelectorType: 'jsonpath', value: '$inputs.id' },
        ],
      }),
      'POST /pets {"items":[{"id":1},{"id":7}]}',
    ],
    [
      'a replacement by XPath',
      create({
        contentType: 'application/xml',
        payload: '$inputs.xml',
        replacements: [{ target: '/p/n', value: '$inputs.name' }],
      }),
      'POST /pets application/xml: <p><n>Rex</n></p>',
    ],
    [
      'a selector by JSONPath',
      create({ payload: { id: { context: '$inputs.many', selector: '$[1].id', type: 'jsonpath' } } }),
      'POST /pets {"id":8}',
    ],
    [
      'a selector by JSON Pointer',
      create({ payload: { id: { context: '$inputs.many', selector: '/0/id', type: 'jsonpointer' } } }),
      'POST /pets {"id":7}',
    ],
    [
      'a selector by XPath of some version',
      create({
        payload: {
          name: { context: '$inputs.xml', selector: '/p/n', type: { type: 'xpath', version: 'xpath-30' } },
        },
      }),
      'POST /pets {"name":"old"}',
    ],
    [
      'a pointer into an input',
      create({ payload: { name: '$inputs.pet#/name' } }),
      'POST /pets {"name":"Rex"}',
    ],
    ['members of an input', create({ payload: { id: '$inputs.many[1].id' } }), 'POST /pets {"id":8}'],
    [
      'fields of a source',
      create({ payload: { name: '$sourceDescriptions.pets.url' } }),
      'POST /pets {"name":"./pets.json"}',
    ],
  ])('%s', async (_, step, sent) => {
    const ran = await tried(one(step), { inputs });
    expect(ran.sent).toEqual([sent]);
    expect(ran.run.succeeded).toBe(true);
  });

  test('parameters of the workflow, which a step overrides, and reusable ones', async () => {
    const document = arazzo({
      workflows: [
        {
          workflowId: 'main',
          parameters: [
            { name: 'status', in: 'query', value: 'shared' },
            { name: 'X-Trace', in: 'header', value: 'shared' },
          ],
          steps: [
            {
              stepId: 'a',
              operationId: 'listPets',
              parameters: [{ reference: '$components.parameters.status', value: 'own' }],
            },
          ],
        },
      ],
      components: { parameters: { status: { name: 'status', in: 'query', value: 'component' } } },
    });
    expect((await tried(document)).sent).toEqual(['GET /pets?status=own [X-Trace: shared]']);
  });

  test('$self', async () => {
    const document = {
      ...one(create({ payload: { name: '$self' } })),
      $self: 'https://a.example/flows.json',
    };
    expect((await tried(document)).sent).toEqual(['POST /pets {"name":"https://a.example/flows.json"}']);
  });
});
