import { expect, test } from 'vitest';
import { createMock } from '../../src/mock/index.ts';
import { loadApi } from '../../src/model/index.ts';

test('what an example says against its schema decides nothing: lists are ordered by what they show', async () => {
  const task = {
    type: 'object',
    required: ['id', 'status'],
    properties: {
      id: { type: 'integer' },
      status: { type: 'string', enum: ['broken', 'done', 'open'] },
    },
    // No status is an object.
    example: { id: 7, status: { value: 'done' } },
  };
  const answer = (schema: object) => ({
    200: { description: 'ok', content: { 'application/json': { schema } } },
  });
  const api = await loadApi({
    openapi: '3.1.0',
    info: { title: 'Tasks', version: '1' },
    paths: {
      '/tasks': {
        get: {
          parameters: [{ name: 'ordering', in: 'query', schema: { type: 'string' } }],
          responses: answer({ type: 'array', items: { $ref: '#/components/schemas/Task' } }),
        },
      },
      '/tasks/{id}': {
        get: {
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
          responses: answer({ $ref: '#/components/schemas/Task' }),
        },
      },
    },
    components: { schemas: { Task: task } },
  });
  const mock = createMock(api, { seed: 1 });
  for (const [ordering, sign] of [
    ['status', 1],
    ['-status', -1],
  ] as const) {
    const tasks = (await (await mock.request(`/tasks?ordering=${ordering}`)).json()) as Array<{
      id: number;
      status: string;
    }>;
    expect(tasks.some(({ id }) => id === 7)).toBe(true);
    const statuses = tasks.map(({ status }) => status);
    expect(statuses).toEqual(statuses.toSorted((left, right) => (left < right ? -sign : sign)));
  }
});
