import { describe, expect, test } from 'vitest';
import { type Answer, arazzo, tried } from './flow.ts';

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
      'steps in the order of whose outputs they take, where any step waits',
      flow([
        step('a', { parameters: [{ name: 'status', in: 'query', value: '$steps.c.outputs.url' }] }),
        step('b', { dependsOn: ['a'] }),
        step('c', { outputs: { url: '$url' } }),
      ]),
      [fine],
      ['c ok', 'a ok', 'b ok'],
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
