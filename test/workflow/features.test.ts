import { describe, expect, test } from 'vitest';
import { type Answer, arazzo, tried } from './flow.ts';

const one = (step: object, more: object = {}, document: object = {}) =>
  arazzo({ workflows: [{ workflowId: 'main', steps: [{ stepId: 'a', ...step }], ...more }], ...document });

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

describe('a step succeeds by', () => {
  const json: Answer = {
    status: 201,
    headers: { 'X-Rate': '10', 'Content-Type': 'application/json' },
    json: { id: 7, name: 'Rex', tags: ['a', 'b'], none: null, yes: true, text: '12', 'odd.name': 1 },
  };
  const xml: Answer = { text: '<r xmlns:k="urn:k"><p price="5">Rex</p><k:p/></r>' };

  test.each<[object, boolean, Answer?]>([
    [{ condition: '$statusCode == 201' }, true],
    [{ condition: '$statusCode == 200' }, false],
    [{ condition: '$statusCode >= 200 && $statusCode < 300' }, true],
    [{ condition: '$statusCode == 200 || $statusCode == 201' }, true],
    [{ condition: '!($statusCode == 200) && ($statusCode == 201)' }, true],
    [{ condition: "$response.body#/name == 'rex'" }, true],
    [{ condition: "$response.body#/name != 'REX'" }, false],
    [{ condition: "$response.body.name == 'Rex'" }, true],
    [{ condition: "$response.body.tags[1] == 'b'" }, true],
    [{ condition: '$response.body.odd.name == null' }, true],
    [{ condition: '$response.header.x-rate == 10' }, true],
    [{ condition: '$response.header.X-Rate > 9' }, true],
    [{ condition: "$response.body#/text < '9'" }, false],
    [{ condition: '$response.body#/none == null' }, true],
    [{ condition: '$response.body#/absent == null' }, true],
    [{ condition: '$response.body#/id != null' }, true],
    [{ condition: '$response.body#/none < 5' }, false],
    [{ condition: '$response.body#/yes' }, true],
    [{ condition: '$response.body#/none' }, false],
    [{ condition: "$method == 'get'" }, true],
    [{ condition: "$url == 'http://tried.example/pets'" }, true],
    [{ condition: "$request.header.X-Sent == 'yes'" }, true],
    [{ condition: "$request.query.status == 'sold'" }, true],
    [{ condition: "'it''s' == 'IT''S'" }, true],
    [{ condition: '$inputs.limit == 7 && $response.body#/id == $inputs.limit' }, true],
    [{ context: '$statusCode', condition: '^2\\d{2}$', type: 'regex' }, true],
    [{ context: '$response.body#/name', condition: '^r', type: 'regex' }, false],
    [{ context: '$response.body#/none', condition: '.*', type: 'regex' }, false],
    [{ context: '$response.body#/id', condition: '^{$inputs.limit}$', type: 'regex' }, true],
    [{ context: '$response.body', condition: "$[?@ == 'Rex']", type: 'jsonpath' }, true],
    [{ context: '$response.body', condition: '$.tags[?@ == "c"]', type: 'jsonpath' }, false],
    [{ context: '$response.body', condition: '$[?@ == {$inputs.limit}]', type: 'jsonpath' }, true],
    [
      {
        context: '$response.body',
        condition: '$.tags[0]',
        type: { type: 'jsonpath', version: 'draft-goessner-dispatch-jsonpath-00' },
      },
      true,
    ],
    [{ context: '$response.body', condition: 'count(/r/p) = 1', type: 'xpath' }, true, xml],
    [{ context: '$response.body', condition: '/r/q', type: 'xpath' }, false, xml],
    [{ context: '$response.body', condition: '/r/k:p', type: 'xpath' }, true, xml],
    [{ context: '$response.body', condition: '/r/p[@price < {$inputs.limit}]', type: 'xpath' }, true, xml],
    [
      { context: '$response.body', condition: "/r/p = 'Rex'", type: { type: 'xpath', version: 'xpath-10' } },
      true,
      xml,
    ],
    [{ context: '$response.body', condition: '/r', type: 'xpath' }, false, json],
    [
      { context: '$response.body', condition: '/r', type: 'xpath' },
      false,
      { text: '<!DOCTYPE r [<!ENTITY a "b">]><r/>' },
    ],
  ])('%j: %j', async (criterion, passes, answer = json) => {
    const step = {
      operationId: 'listPets',
      parameters: [{ name: 'status', in: 'query', value: 'sold' }],
      successCriteria: [criterion],
    };
    const { run } = await tried(one(step), { inputs: { limit: 7 }, answers: [answer] });
    expect(run.succeeded).toBe(passes);
  });

  test.each([
    [204, true],
    [302, true],
    [404, false],
    [500, false],
  ])('a status of %i alone: %j', async (status, passes) => {
    const { run } = await tried(one({ operationId: 'listPets' }), { answers: [{ status }] });
    expect(run.succeeded).toBe(passes);
  });

  test('every criterion, all of which are told with what was seen', async () => {
    const successCriteria = [{ condition: '$statusCode == 404' }, { condition: "$response.body == 'b'" }];
    const { run } = await tried(one({ operationId: 'listPets', successCriteria }), {
      answers: [{ status: 404, text: 'a' }],
    });
    const [step] = run.steps;
    expect(step?.criteria.map(({ passed, seen }) => [passed, ...seen])).toEqual([
      [true, ['$statusCode', 404]],
      [false, ['$response.body', 'a']],
    ]);
  });

  test('an answer that comes', async () => {
    const { run } = await tried(one({ operationId: 'listPets' }), { answers: [{ problem: 'refused' }] });
    expect([run.succeeded, run.steps[0]?.problem]).toEqual([false, 'refused']);
  });
});

describe('what follows', () => {
  const step = (stepId: string, more: object = {}) => ({ stepId, operationId: 'listPets', ...more });
  const flow = (steps: object[], more: object = {}, document: object = {}) =>
    arazzo({ workflows: [{ workflowId: 'main', steps, ...more }], ...document });
  const ended = { name: 'done', type: 'end' };
  const retry = { name: 'again', type: 'retry', retryAfter: 2, retryLimit: 2 };
  const whenMissing = { criteria: [{ condition: '$statusCode == 404' }] };
  const [fine, missing, busy] = [{ status: 200 }, { status: 404 }, { status: 503 }];

  test.each<[string, object, Answer[], string[], boolean]>([
    ['the next step', flow([step('a'), step('b')]), [fine], ['a ok', 'b ok'], true],
    ['nothing, after a failure', flow([step('a'), step('b')]), [missing], ['a failed'], false],
    ['nothing, after an end', flow([step('a', { onSuccess: [ended] }), step('b')]), [fine], ['a ok'], true],
    [
      'nothing, after a failure that ends',
      flow([step('a', { onFailure: [ended] }), step('b')]),
      [missing],
      ['a failed'],
      false,
    ],
    [
      'another step',
      flow([step('a', { onSuccess: [{ name: 'on', type: 'goto', stepId: 'c' }] }), step('b'), step('c')]),
      [fine],
      ['a ok', 'c ok'],
      true,
    ],
    [
      'another step that makes up for a failure',
      flow([step('a', { onFailure: [{ name: 'on', type: 'goto', stepId: 'b' }] }), step('b')]),
      [missing, fine],
      ['a failed', 'b ok'],
      true,
    ],
    [
      'the first action whose criteria pass',
      flow([
        step('a', {
          successCriteria: [{ condition: '$statusCode < 500' }],
          onSuccess: [
            { name: 'never', type: 'end', ...whenMissing },
            { name: 'on', type: 'goto', stepId: 'c' },
          ],
        }),
        step('b'),
        step('c'),
      ]),
      [fine],
      ['a ok', 'c ok'],
      true,
    ],
    [
      'the same step again, until it succeeds',
      flow([step('a', { onFailure: [retry] })]),
      [busy, busy, fine],
      ['a failed', 'a failed', 'a ok'],
      true,
    ],
    [
      'the same step as often as its limit',
      flow([step('a', { onFailure: [retry] })]),
      [busy],
      ['a failed', 'a failed', 'a failed'],
      false,
    ],
    [
      'the same step once where no limit is given',
      flow([step('a', { onFailure: [{ name: 'again', type: 'retry', retryAfter: 1 }] })]),
      [busy],
      ['a failed', 'a failed'],
      false,
    ],
    [
      'the next action after a retry is exhausted',
      flow([step('a', { onFailure: [retry, { name: 'on', type: 'goto', stepId: 'b' }] }), step('b')]),
      [busy, busy, busy, fine],
      ['a failed', 'a failed', 'a failed', 'b ok'],
      true,
    ],
    [
      'a step before the retry',
      flow([
        step('a', { onFailure: [{ ...retry, stepId: 'b', ...whenMissing }], onSuccess: [ended] }),
        step('b'),
      ]),
      [missing, fine, fine],
      ['a failed', 'b ok', 'a ok'],
      true,
    ],
    [
      'an action of the workflow',
      flow([step('a'), step('b')], { successActions: [ended] }),
      [fine],
      ['a ok'],
      true,
    ],
    [
      "a step's own action instead of the workflow's of the same name",
      flow([step('a', { onSuccess: [{ name: 'done', type: 'goto', stepId: 'c' }] }), step('b'), step('c')], {
        successActions: [ended],
      }),
      [fine],
      ['a ok', 'c ok'],
      true,
    ],
    [
      'a reusable action',
      flow(
        [step('a', { onFailure: [{ reference: '$components.failureActions.again' }] })],
        {},
        { components: { failureActions: { again: retry } } },
      ),
      [busy, fine],
      ['a failed', 'a ok'],
      true,
    ],
    [
      'steps in the order of what they wait for',
      flow([step('a', { dependsOn: ['b'] }), step('b'), step('c')]),
      [fine],
      ['b ok', 'a ok', 'c ok'],
      true,
    ],
  ])('%s', async (_, document, answers, steps, succeeded) => {
    const ran = await tried(document, { answers });
    expect([ran.steps, ran.run.succeeded]).toEqual([steps, succeeded]);
  });

  test.each<[string, Record<string, string>, number[]]>([
    ['the seconds of the action', {}, [2000]],
    ['what Retry-After says in seconds', { 'Retry-After': '7' }, [7000]],
    [
      'what Retry-After says as a date',
      { 'Retry-After': 'Wed, 21 Oct 2026 07:28:05 GMT', Date: 'Wed, 21 Oct 2026 07:28:00 GMT' },
      [5000],
    ],
  ])('a retry waits for %s', async (_, headers, waited) => {
    const document = flow([step('a', { onFailure: [retry] })]);
    const ran = await tried(document, { answers: [{ status: 503, headers }, fine] });
    expect(ran.waited).toEqual(waited);
  });

  test('a retry that would wait for an hour ends the workflow', async () => {
    const document = flow([step('a', { onFailure: [retry] })]);
    const ran = await tried(document, { answers: [{ status: 503, headers: { 'Retry-After': '3600' } }] });
    expect([ran.waited, ran.run.problem]).toEqual([
      [],
      'the action again would wait 3600 seconds, which is too long',
    ]);
  });

  test('a circle of steps comes to an end', async () => {
    const document = flow([step('a', { onSuccess: [{ name: 'on', type: 'goto', stepId: 'a' }] })]);
    const ran = await tried(document);
    expect([ran.run.succeeded, ran.run.problem, ran.steps.length]).toEqual([
      false,
      'it has taken too many steps',
      1000,
    ]);
  });

  test('a step that takes longer than its timeout fails', async () => {
    const document = flow([step('a', { timeout: 50 })]);
    const { run } = await tried(document, { answers: [{ never: true }] });
    expect([run.succeeded, run.steps[0]?.problem]).toEqual([false, 'no answer came within its 50 ms']);
  });
});

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
