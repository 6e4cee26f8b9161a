import { expect, test } from 'vitest';
import { createMock, loadApi } from '../../src/index.ts';
import type { JournalEntry } from '../../src/mock/index.ts';

const text = 'Grüße, 世界 🚀 '.repeat(200);

test('a long answer that is kept has the same bytes, length and entry in the journal each time', async () => {
  const api = await loadApi({
    openapi: '3.1.0',
    info: { title: 'Long', version: '1' },
    paths: {
      '/greeting': {
        get: {
          responses: {
            200: {
              description: 'ok',
              content: { 'text/plain': { schema: { type: 'string' }, example: text } },
            },
          },
        },
      },
    },
  });
  const told: JournalEntry[] = [];
  const mock = createMock(api, { journal: (entry) => told.push(entry) });
  for (let times = 0; times < 3; times++) {
    const answer = await mock.request('/greeting');
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(await answer.text()).toBe(text);
  }
  const bytes = await Promise.all(told.map(({ response }) => response.bytes()));
  expect(bytes.map((each) => new TextDecoder().decode(each))).toEqual([text, text, text]);
});
