import { expect, test } from 'vitest';
import { readDreddSettings } from '../../src/dredd/index.ts';

/** As `dredd init` writes it, with some of it filled in. */
const whole = `
color: true
dry-run: null
hookfiles: ['./hooks/*.js']
language: nodejs
require: null
server: npm start
server-wait: 3
init: false
custom: ['db:postgres://localhost']
names: false
only: ['/a > GET > 200']
reporter: [apiary, xunit]
output: [report.xml]
header: ['X-Key: a:b']
sorted: false
user: 'me:secret'
inline-errors: false
details: false
method: []
loglevel: warning
path: []
hooks-worker-timeout: 5000
blueprint: ./openapi.yaml
endpoint: 'http://127.0.0.1:3000'
`;

test('a configuration of Dredd is read as Dredd reads it, and what has no effect here is told', async () => {
  const settings = await readDreddSettings(whole, 'dredd.yml');
  expect(settings).toMatchObject({
    hookfiles: ['./hooks/*.js'],
    headers: [
      ['X-Key', 'a:b'],
      ['Authorization', 'Basic bWU6c2VjcmV0'],
    ],
    endpoint: 'http://127.0.0.1:3000',
    config: {
      color: true,
      language: 'nodejs',
      only: ['/a > GET > 200'],
      reporter: ['xunit'],
      output: ['report.xml'],
      custom: { db: 'postgres://localhost' },
      'hooks-worker-timeout': 5000,
    },
  });
  expect(Object.keys(settings.config)).not.toContain('server');
  expect(settings.idle).toEqual([
    'server of dredd.yml has no effect here: start the server before.',
    'server-wait of dredd.yml has no effect here: start the server before.',
    'The reporter apiary of dredd.yml has no effect here: it sends results to a service that is no more.',
  ]);
});

/** [what is wrong, text, message] */
const wrong: ReadonlyArray<[string, string, RegExp]> = [
  [
    'a setting that Dredd does not know',
    'endpoint: x\nhookfile: a.js\n',
    /dredd\.yml:2.*"hookfile" is no setting of Dredd\. Write "hookfiles"/,
  ],
  ['a header that is none', 'header: nothing\n', /a header must be "Name: value"/],
  ['hook files that are no texts', 'hookfiles: [1]\n', /"hookfiles" must be a text or a list of texts/],
  ['no settings', '- a\n', /no list of settings/],
  ['no YAML', 'a: [\n', /dredd\.yml/],
];

test.each(wrong)('%s is told with its line', async (_, text, message) => {
  await expect(readDreddSettings(text, 'dredd.yml')).rejects.toThrow(message);
});
