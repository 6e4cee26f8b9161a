import { describe, expect, test } from 'vitest';
import { createMock } from '../../src/mock/index.ts';
import { type Api, loadApi, type Operation } from '../../src/model/index.ts';
import { apiOf } from '../model/api-of.ts';
import { corpusEntries, corpusPresent } from '../support/corpus.ts';
import { type Asked, ask, follow } from './links.ts';

const user = {
  type: 'object',
  required: ['id', 'name', 'teamId'],
  properties: {
    id: { type: 'integer', readOnly: true },
    name: { type: 'string' },
    teamId: { type: 'integer' },
  },
};
const team = {
  type: 'object',
  required: ['id', 'title'],
  properties: { id: { type: 'integer', readOnly: true }, title: { type: 'string' } },
};
const json = (schema: object) => ({ 'application/json': { schema } });
const id = (name: string) => ({ name, in: 'path', required: true, schema: { type: 'integer' } });
const none = { 404: { description: '' } };

const description = {
  paths: {
    '/users': {
      get: {
        operationId: 'listUsers',
        parameters: [{ name: 'teamId', in: 'query', schema: { type: 'integer' } }],
        responses: { 200: { description: '', content: json({ type: 'array', items: user }) } },
      },
      post: {
        operationId: 'createUser',
        requestBody: { required: true, content: json(user) },
        responses: {
          201: {
            description: '',
            content: json(user),
            links: {
              self: { operationId: 'getUser', parameters: { user: '$response.body#/id' } },
              byRef: {
                operationRef: '#/paths/~1users~1{user}/get',
                parameters: { 'path.user': '$response.body#/id' },
              },
              rename: {
                operationId: 'patchUser',
                parameters: { user: '$response.body#/id' },
                requestBody: { name: 'renamed {$response.body#/id}' },
              },
              remove: { operationId: 'deleteUser', parameters: { user: '$response.body#/id' } },
              nowhere: { operationId: 'absent' },
              strange: { operationId: 'getUser', parameters: { account: '$response.body#/id' } },
              lost: { operationId: 'getUser', parameters: { user: '$response.body#/number' } },
            },
          },
        },
      },
    },
    '/users/{user}': {
      get: {
        operationId: 'getUser',
        parameters: [id('user')],
        responses: {
          200: {
            description: '',
            content: json(user),
            links: {
              team: { operationId: 'getTeam', parameters: { team: '$response.body#/teamId' } },
              colleagues: { operationId: 'listUsers', parameters: { teamId: '$response.body#/teamId' } },
              again: { operationId: 'getUser', parameters: { user: '$request.path.user' } },
            },
          },
          ...none,
        },
      },
      patch: {
        operationId: 'patchUser',
        parameters: [id('user')],
        requestBody: { content: json({ ...user, required: [] }) },
        responses: { 200: { description: '', content: json(user) }, ...none },
      },
      delete: {
        operationId: 'deleteUser',
        parameters: [id('user')],
        responses: { 204: { description: '' }, ...none },
      },
    },
    '/teams': {
      get: {
        operationId: 'listTeams',
        responses: { 200: { description: '', content: json({ type: 'array', items: team }) } },
      },
    },
    '/teams/{team}': {
      get: {
        operationId: 'getTeam',
        parameters: [id('team')],
        responses: { 200: { description: '', content: json(team) }, ...none },
      },
    },
  },
};

describe('links of an answer', () => {
  async function created() {
    const api = await apiOf(description);
    const mock = createMock(api, { state: true });
    const teamId = ((await (await mock.request('/teams')).json()) as Array<{ id: number }>)[0]!.id;
    const body = { name: 'Ada', teamId };
    const from = await ask(mock, api.operation('createUser')!, { body });
    expect(from.response.status).toBe(201);
    const link = (of: string, name: string) =>
      api.operation(of)!.responses[0]!.links.find((each) => each.name === name)!;
    const go = (name: string, of = 'createUser', start = from) => follow(mock, api, link(of, name), start);
    return { from, go, mock };
  }

  test.each(['self', 'byRef'])('%s leads to what was created', async (name) => {
    const { from, go } = await created();
    const there = (await go(name)) as Asked;
    expect(there.response.status).toBe(200);
    expect(there.body).toEqual(from.body);
  });

  test('one with a body sends it', async () => {
    const { from, go } = await created();
    const { body, response } = (await go('rename')) as Asked;
    const made = from.body as { id: number };
    expect(response.status).toBe(200);
    expect(body).toEqual({ ...made, name: `renamed ${made.id}` });
  });

  test('after the one that removes, there is nothing', async () => {
    const { go } = await created();
    expect(((await go('remove')) as Asked).response.status).toBe(204);
    expect(((await go('self')) as Asked).response.status).toBe(404);
  });

  test('a reference leads to an entity of another collection, and a filter to all that share it', async () => {
    const { go } = await created();
    const self = (await go('self')) as Asked;
    const { teamId } = self.body as { teamId: number };
    const team = (await go('team', 'getUser', self)) as Asked;
    expect(team.response.status).toBe(200);
    expect(team.body).toMatchObject({ id: teamId });
    const colleagues = ((await go('colleagues', 'getUser', self)) as Asked).body as Array<{ teamId: number }>;
    expect(colleagues).toContainEqual(self.body);
    expect(colleagues.every((each) => each.teamId === teamId)).toBe(true);
    expect(((await go('again', 'getUser', self)) as Asked).body).toEqual(self.body);
  });

  test.each([
    ['nowhere', 'The link nowhere names the operation absent, which there is not.'],
    ['strange', 'The link strange gives a value to account, which is no parameter of getUser.'],
    ['lost', 'The link lost takes user from "$response.body#/number", which the exchange does not have.'],
  ])('%s is said to lead nowhere', async (name, reason) => {
    const { go } = await created();
    expect(await go(name)).toBe(reason);
  });
});

/** Links of real descriptions that lead nowhere, each for a reason of its own. */
const misses: Readonly<Record<string, readonly RegExp[]>> = {
  // A revocation names a second status, of which the link says nothing; the other sends what the sample made up.
  mastodon: [/ postStatusAction: 404 /, / updateStatus: 422 /],
  // Fragments of the specification, whose targets are not in the document.
  'oai-test32-link-object-examples': [/ which there is not\.$/],
  // The answer is a list, which has no owner.
  'oai-v30-link-example': [/ userRepository: .* which the exchange does not have\.$/],
};

const linked = ['oai-v30-link-example', 'oai-v31-tictactoe', 'oai-test32-link-object-examples', 'mastodon'];

describe.skipIf(!corpusPresent)('links of real descriptions', () => {
  test.each(corpusEntries().filter(({ slug }) => linked.includes(slug)))(
    '$slug',
    async ({ slug, file }) => {
      const api = await loadApi(file);
      const broken = await brokenLinks(api);
      expect(broken.filter((each) => !misses[slug]?.some((known) => known.test(each)))).toEqual([]);
    },
    120_000,
  );
});

/** Follows every link of every answer of success; what does not arrive. */
async function brokenLinks(api: Api): Promise<string[]> {
  const broken: string[] = [];
  const seen = new Set<string>();
  let count = 0;
  const strict = createMock(api, { state: true });
  const inventive = createMock(api, { state: { unknownIds: 'generate' } });
  for (const operation of api.operations) {
    for (const link of linksOf(operation)) {
      const target = link.operationId ?? link.operationRef ?? '';
      // A real description has the same link in many places.
      if (seen.has(target) || api.operation(target)?.method === 'DELETE') continue;
      seen.add(target);
      const name = `${operation.id} ${link.name}`;
      const session = `link-${++count}`;
      // Each from a world of its own: a link may remove what the next one asks for.
      let [mock, from] = [strict, await ask(strict, operation, { session })];
      // The sample request names what there is not: then everything that is named is there.
      if (from.response.status === 404)
        [mock, from] = [inventive, await ask(inventive, operation, { session })];
      const there = from.response.ok
        ? await follow(mock, api, link, from)
        : `begins with ${from.response.status}`;
      if (typeof there === 'string') broken.push(`${name}: ${there}`);
      else if (!there.response.ok)
        broken.push(`${name}: ${there.response.status} ${there.facts.method} ${there.facts.url}`);
    }
  }
  return broken;
}

function linksOf({ responses }: Operation) {
  return responses.filter(({ status }) => status.startsWith('2')).flatMap(({ links }) => links);
}
