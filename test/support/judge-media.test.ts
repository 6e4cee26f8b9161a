import { expect, test } from 'vitest';
import { answer, faults, judgeOf } from './judging.ts';

const XML = `
openapi: 3.0.3
paths:
  /x:
    get:
      responses:
        '200':
          description: fine
          content:
            application/xml:
              schema:
                type: object
                required: [id, tags, photos]
                xml: { name: pet }
                properties:
                  id: { type: integer, xml: { attribute: true } }
                  tags: { type: array, xml: { wrapped: true }, items: { type: string, xml: { name: tag } } }
                  photos: { type: array, items: { type: string, format: uri } }
`;

test.each([
  ['right', '<pet id="7"><tags><tag>a</tag></tags><photos>https://a.example/1</photos></pet>', true],
  ['with a wrong root', '<cat id="7"><tags/><photos>https://a.example/1</photos></cat>', false],
  ['with a wrong attribute', '<pet id="x"><tags/><photos>https://a.example/1</photos></pet>', false],
  ['with a missing element', '<pet id="7"><tags/></pet>', false],
  ['with a wrong item', '<pet id="7"><tags/><photos>a b</photos></pet>', false],
  ['not well-formed', '<pet id="7">', false],
])('XML that is %s is judged by its xml objects', async (_, text, right) => {
  const found = await faults(judgeOf(XML), answer('', { type: 'application/xml', text }));
  expect(found.length === 0).toBe(right);
});

const STREAM = `
openapi: 3.2.0
paths:
  /x:
    get:
      responses:
        '200':
          description: fine
          content:
            application/jsonl: { itemSchema: { type: object, required: [n], properties: { n: { type: integer } } } }
            text/event-stream:
              itemSchema: { type: object, required: [data], properties: { data: { type: string }, event: { const: tick } } }
            text/plain: { schema: { type: integer } }
            image/png: {}
`;

test.each([
  ['JSON Lines of right items', 'application/jsonl', '{"n":1}\n{"n":2}\n', true],
  ['JSON Lines with a wrong item', 'application/jsonl', '{"n":1}\n{"n":"2"}\n', false],
  ['right events', 'text/event-stream', 'event: tick\ndata: a\n\n', true],
  ['events of a wrong kind', 'text/event-stream', 'event: tock\ndata: a\n\n', false],
  ['text that reads as an integer', 'text/plain', '12', true],
  ['text that does not read as an integer', 'text/plain', 'twelve', false],
  ['an image that is none', 'image/png', 'text', false],
])('%s: judged', async (_, type, text, right) => {
  const found = await faults(judgeOf(STREAM), answer('', { type, text }));
  expect(found.length === 0).toBe(right);
});
