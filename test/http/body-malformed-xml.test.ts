import { beforeAll, describe, expect, test } from 'vitest';
import { prepareBodyReading, readBody } from '../../src/http/index.ts';
import { mediaTypeOf } from './description.ts';

beforeAll(() => prepareBodyReading('application/xml'));

async function read(body: string) {
  const found = await mediaTypeOf('application/xml', { schema: { type: 'object' } });
  return readBody(body, 'application/xml', found.mediaType, found.schema);
}

describe('what is no XML is malformed, with its position', () => {
  test.each<[title: string, xml: string, message: RegExp]>([
    ['no element', 'hello', /line 1, column 1/],
    ['nothing', '   ', /is not XML/],
    ['a tag that does not match', '<r>\n  <a></b></r>', /line 2, column 6/],
    ['a tag that stays open', '<r><a>', /is not XML/],
    ['two roots', '<a/><b/>', /more than one root/],
    ['text behind the root', '<a/>x', /behind the root at line 1, column 5/],
    ['an attribute twice', '<a x="1" x="2"/>', /repeated.*column 10/],
    ['an attribute without quotes', '<a x=1/>', /is not XML/],
    ['a bare ampersand', '<a>a & b</a>', /line 1, column/],
    [
      'an entity that is not predefined (XML 1.0 section 4.6)',
      '<a>\n&foo;</a>',
      /&foo; stands for nothing at line 2, column 1/,
    ],
    ['a reference to no character', '<a>&#0;</a>', /stands for nothing/],
    [
      'a DOCTYPE',
      '<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
      /DOCTYPE.*line 2, column 1/,
    ],
    ['a control character', '<a>\u0001</a>', /does not allow at line 1, column 4/],
    ['CDATA that does not end', '<a><![CDATA[x</a>', /is not XML/],
    ['a name that could reach a prototype', '<a><__proto__>1</__proto__></a>', /is not XML/],
    ['elements nested too deep', `${'<a>'.repeat(600)}${'</a>'.repeat(600)}`, /is not XML/],
    ['too many tags', `<a>${'<b/>'.repeat(300_001)}</a>`, /more than 300000 tags/],
  ])('%s', async (_title, xml, message) => {
    expect(await read(xml)).toMatchObject({
      kind: 'malformed',
      message: expect.stringMatching(message),
    });
  });

  test('entities that would multiply are never looked at', async () => {
    const entities = Array.from({ length: 10 }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`);
    const xml = `<!DOCTYPE a [<!ENTITY e0 "x">${entities.join('')}]><a>&e10;</a>`;
    expect(await read(xml)).toMatchObject({
      kind: 'malformed',
      message: expect.stringMatching(/DOCTYPE/),
    });
  });
});
