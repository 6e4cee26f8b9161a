import { expect, test } from 'vitest';
import { get, type Paths, routerOf, told } from './router-of.ts';

const cases: Array<[title: string, paths: Paths, requests: Array<[request: string, answer: string]>]> = [
  [
    'concrete comes before templated',
    { '/users/{id}': get, '/users/me': get },
    [
      ['GET /users/me', 'GET /users/me'],
      ['GET /users/7', 'GET /users/{id} id=7'],
      ['GET /users/Me', 'GET /users/{id} id=Me'],
      ['GET /users', 'not found'],
      ['GET /users/7/8', 'not found'],
      ['GET /', 'not found'],
    ],
  ],
  [
    'a concrete segment that leads nowhere is given up',
    { '/a/{x}/c': get, '/a/b/{y}': get, '/{p}/b/e/f': get },
    [
      ['GET /a/b/d', 'GET /a/b/{y} y=d'],
      ['GET /a/b/c', 'GET /a/b/{y} y=c'],
      ['GET /a/z/c', 'GET /a/{x}/c x=z'],
      ['GET /a/b/e/f', 'GET /{p}/b/e/f p=a'],
      ['GET /a/z/d', 'not found'],
    ],
  ],
  [
    'a path that declares the method comes before one that does not',
    { '/users/me': get, '/users/{id}': ['get', 'delete'] },
    [
      ['DELETE /users/me', 'DELETE /users/{id} id=me'],
      ['PUT /users/me', '/users/me allows GET, HEAD, DELETE'],
      ['PUT /users/7', '/users/{id} allows GET, HEAD, DELETE'],
    ],
  ],
  [
    'of paths that differ by template names the one with the method answers, else the first',
    { '/a/{x}': get, '/a/{y}': ['put', 'get'] },
    [
      ['GET /a/1', 'GET /a/{x} x=1'],
      ['PUT /a/1', 'PUT /a/{y} y=1'],
      ['POST /a/1', '/a/{x} allows GET, HEAD, PUT'],
    ],
  ],
  [
    'templates inside a segment, the most literal text first',
    {
      '/f/{all}': get,
      '/f/{n}.{e}': get,
      '/f/{n}.json': get,
      '/f/v{n}': get,
      '/v1/{n}:cancel': get,
      '/v1/{n}': get,
    },
    [
      ['GET /f/a.json', 'GET /f/{n}.json n=a'],
      ['GET /f/a.b.xml', 'GET /f/{n}.{e} n=a.b e=xml'],
      ['GET /f/v7', 'GET /f/v{n} n=7'],
      ['GET /f/v', 'GET /f/{all} all=v'],
      ['GET /f/.json', 'GET /f/{all} all=.json'],
      ['GET /f/a.', 'GET /f/{all} all=a.'],
      ['GET /v1/x:cancel', 'GET /v1/{n}:cancel n=x'],
      ['GET /v1/x:go', 'GET /v1/{n} n=x:go'],
      ['GET /v1/:cancel', 'GET /v1/{n} n=:cancel'],
    ],
  ],
  [
    'several templates in a segment',
    {
      '/p/{a},{b}': get,
      '/r/range({x})': get,
      '/c/{base}...{head}': get,
      '/n/{a}12{b}-{c}!{d}': get,
      '/t/{a}{b}': get,
    },
    [
      ['GET /p/1,2', 'GET /p/{a},{b} a=1 b=2'],
      ['GET /p/1,2,3', 'GET /p/{a},{b} a=1,2 b=3'],
      ['GET /p/1,', 'not found'],
      ['GET /r/range(5)', 'GET /r/range({x}) x=5'],
      ['GET /r/range()', 'not found'],
      ['GET /c/main...dev', 'GET /c/{base}...{head} base=main head=dev'],
      ['GET /n/x12y-z!w', 'GET /n/{a}12{b}-{c}!{d} a=x b=y c=z d=w'],
      ['GET /n/x1212-z!w', 'GET /n/{a}12{b}-{c}!{d} a=x b=12 c=z d=w'],
      ['GET /t/xy', 'GET /t/{a}{b} a=x b=y'],
      ['GET /t/x', 'not found'],
    ],
  ],
  [
    'matrix and label values are the text of their segment',
    { '/m/{id}': get },
    [
      ['GET /m/;id=5', 'GET /m/{id} id=;id=5'],
      ['GET /m/.5', 'GET /m/{id} id=.5'],
    ],
  ],
  [
    'only a template that says so takes several segments',
    {
      '/one/{p}': get,
      '/many/{p+}': get,
      '/many/{p+}/raw': get,
      '/many/fixed': get,
      '/v1/{name=projects/*}:go': get,
      '/v1/{id}': get,
    },
    [
      ['GET /one/a/b', 'not found'],
      ['GET /one/a%2Fb', 'GET /one/{p} p=a%2Fb'],
      ['GET /many/a', 'GET /many/{p+} p=a'],
      ['GET /many/a/b/', 'GET /many/{p+} p=a/b/'],
      ['GET /many/a%20b/c', 'GET /many/{p+} p=a%20b/c'],
      ['GET /many/a/b/raw', 'GET /many/{p+} p=a/b/raw'],
      ['GET /many/fixed', 'GET /many/fixed'],
      ['GET /many/', 'not found'],
      ['GET /v1/projects/7:go', 'GET /v1/{name=projects/*}:go name=projects/7'],
      ['GET /v1/projects/7', 'not found'],
      ['GET /v1/projects', 'GET /v1/{id} id=projects'],
    ],
  ],
  [
    'text after a template of several segments is found',
    { '/b/{p+}/raw/{q}': get },
    [
      ['GET /b/x/raw/y/raw/z', 'GET /b/{p+}/raw/{q} p=x/raw/y q=z'],
      ['GET /b/x/raw/y', 'GET /b/{p+}/raw/{q} p=x q=y'],
      ['GET /b/raw/y', 'not found'],
    ],
  ],
  [
    'percent-encoding makes no difference to literal text',
    { '/~a/b c': get, '/%7Ed/é': get, '/f/{n}~{m}': get, '/g/{n}:é': get, '/h/{n}:cancel': get },
    [
      ['GET /%7Ea/b%20c', 'GET /~a/b c'],
      ['GET /~d/%C3%A9', 'GET /%7Ed/é'],
      ['GET /~d/%c3%a9', 'GET /%7Ed/é'],
      ['GET /f/a%2Fb%7Ec', 'GET /f/{n}~{m} n=a%2Fb m=c'],
      ['GET /g/a:%C3%A9', 'GET /g/{n}:é n=a'],
      ['GET /h/a%3Ab:cancel', 'GET /h/{n}:cancel n=a%3Ab'],
      ['GET /h/a%3Acancel', 'GET /h/{n}:cancel n=a'],
      ['GET /%zz/%', 'not found'],
      ['GET /f/%~%E0', 'GET /f/{n}~{m} n=% m=%E0'],
    ],
  ],
  [
    'a trailing slash as written, and the other form where that is free',
    { '/a': get, '/b/': get, '/c': get, '/c/': get, '/{x}/d': ['put'], '/e/d/': get },
    [
      ['GET /a/', 'GET /a'],
      ['GET /b', 'GET /b/'],
      ['GET /b/', 'GET /b/'],
      ['GET /c', 'GET /c'],
      ['GET /c/', 'GET /c/'],
      ['POST /a/', '/a allows GET, HEAD'],
      ['GET /e/d', '/{x}/d allows PUT'],
      ['GET /a//', 'not found'],
      ['GET //a', 'not found'],
    ],
  ],
  [
    'duplicate slashes count',
    { '/a//b': get, '/a/{x}/b': ['put'] },
    [
      ['GET /a//b', 'GET /a//b'],
      ['GET /a/b', 'not found'],
      ['PUT /a//b', '/a//b allows GET, HEAD'],
    ],
  ],
  [
    'a query in the key must be in the request',
    { '/x': ['put'], '/x?acl': get, '/x?a=1': get, '/x?a=1&b=2': get, '/x?id={id}': ['post'] },
    [
      ['GET /x?a=1', 'GET /x?a=1'],
      ['GET /x?b=2&c=3&a=1', 'GET /x?a=1&b=2'],
      ['GET /x?a=2&a=%31', 'GET /x?a=1'],
      ['GET /x?acl=', 'GET /x?acl'],
      ['GET /x?acl', 'GET /x?acl'],
      ['GET /x', '/x allows PUT'],
      ['GET /x?a=2', '/x allows PUT'],
      ['PUT /x?a=1', 'PUT /x'],
      ['POST /x?id=7', 'POST /x?id={id}'],
    ],
  ],
  ['where every key asks for a query, the path alone is none', { '/x?a=1': get }, [['GET /x', 'not found']]],
  [
    'of keys that differ by their fragment the first answers',
    { '/x#a': get, '/x#b': ['get', 'put'] },
    [
      ['GET /x', 'GET /x#a'],
      ['PUT /x', 'PUT /x#b'],
    ],
  ],
  [
    'methods are case-sensitive, and any can be described',
    {
      '/a': { get: {}, trace: {}, query: {}, additionalOperations: { COPY: {}, move: {} } },
      '/b': ['get', 'head'],
      '/c': ['post'],
      '/d': ['options'],
    },
    [
      ['TRACE /a', 'TRACE /a'],
      ['QUERY /a', 'QUERY /a'],
      ['COPY /a', 'COPY /a'],
      ['move /a', 'move /a'],
      ['MOVE /a', '/a allows GET, HEAD, TRACE, QUERY, COPY, move'],
      ['get /a', '/a allows GET, HEAD, TRACE, QUERY, COPY, move'],
      ['HEAD /a', 'GET /a (head)'],
      ['HEAD /b', 'HEAD /b'],
      ['HEAD /c', '/c allows POST'],
      ['OPTIONS /c', '/c allows POST'],
      ['OPTIONS /d', 'OPTIONS /d'],
    ],
  ],
  ['a key without a slash is served as if it had one', { 'a/b': get }, [['GET /a/b', 'GET a/b']]],
  [
    'the root is a path',
    { '/': get },
    [
      ['GET /', 'GET /'],
      ['GET //', 'not found'],
    ],
  ],
  [
    'what is no path is not found',
    { '/a': get },
    [
      ['GET ', 'not found'],
      ['GET *', 'not found'],
      ['GET a', 'not found'],
    ],
  ],
  [
    'names of prototype members are names',
    { '/p/{__proto__}/{constructor}': get, '/q/{__proto__}': get, '/__proto__': get },
    [
      ['GET /p/1/2', 'GET /p/{__proto__}/{constructor} __proto__=1 constructor=2'],
      ['GET /__proto__', 'GET /__proto__'],
      ['GET /constructor', 'not found'],
    ],
  ],
  [
    'the first of two templates of one name counts',
    { '/{a}/x/{a}': get },
    [['GET /1/x/2', 'GET /{a}/x/{a} a=1']],
  ],
];

test.each(cases)('%s', async (_, paths, requests) => {
  const router = await routerOf(paths);
  const answers = requests.map(([request]) => {
    const [, method = '', path = '', search = ''] = /^(\S+) ([^?]*)(.*)$/.exec(request) ?? [];
    return [request, told(router.match(method, path, search))];
  });
  expect(answers).toEqual(requests);
});

test('a parameter is named as it is declared', async () => {
  const router = await routerOf({
    '/a/{proxy+}': { get: { parameters: [{ name: 'proxy+', in: 'path', required: true }] } },
    '/b/{proxy+}': { get: { parameters: [{ name: 'proxy', in: 'path', required: true }] } },
  });
  expect(router.match('GET', '/a/x/y')).toMatchObject({ parameters: { 'proxy+': 'x/y' } });
  expect(router.match('GET', '/b/x/y')).toMatchObject({ parameters: { proxy: 'x/y' } });
});
