import { describe, expect, test } from 'vitest';
import { type Answer, one, tried } from './flow.ts';

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
    [{ context: '$response.body', condition: "/r/p[. = '{$inputs.name}']", type: 'xpath' }, true, xml],
    [{ context: '$response.body', condition: "/r/p[. = '{$inputs.quote}']", type: 'xpath' }, false, xml],
    [{ context: '$response.body', condition: 'count(/r/p) = {$inputs.call}', type: 'xpath' }, false, xml],
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
    const { run } = await tried(one(step), {
      inputs: { limit: 7, name: 'Rex', quote: "' or 'a' = 'a", call: 'count(/r/p)' },
      answers: [answer],
    });
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
