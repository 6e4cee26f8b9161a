import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { runContract } from '../../src/contract/index.ts';
import { createMock } from '../../src/mock/index.ts';
import { loadApi } from '../../src/model/index.ts';
import type { JsonObject } from '../../src/schema/index.ts';
import { loadWorkflows, rootWorkflows } from '../../src/workflow/index.ts';

const folder = fileURLToPath(new URL('../../../shared/arazzo/examples/1.0.0/', import.meta.url));

const inputs = {
  username: 'ada',
  password: 'lovelace',
  client_id: 'client',
  client_assertion: { iss: 'me' },
  redirect_uri: 'https://app.example/back',
  code_verifier: 'verifier',
  PARrequestBody: { response_type: 'code', client_id: 'client', scope: 'openid' },
  TokenRequestBody: { grant_type: 'authorization_code', code: 'c', redirect_uri: 'r', code_verifier: 'v' },
  my_client_id: 'client',
  my_client_secret: 'secret-of-client',
  my_redirect_uri: 'https://app.example/back',
  my_pet_tags: ['puppy'],
  customer: { firstName: 'Ada', lastName: 'L', dateOfBirth: '1990-01-01T00:00:00Z', postalCode: 'N1' },
  products: [{ productCode: 'p', purchaseAmount: { currency: 'EUR', amount: 1 } }],
};

/** A description for the example that comes without one. */
const animals = {
  openapi: '3.1.0',
  info: { title: 'Zoo', version: '1' },
  paths: {
    '/animals': {
      post: { operationId: 'postAnimal', responses: { 200: { description: '' } } },
      get: { operationId: 'getRandomAnimal', responses: { 200: { description: '' } } },
    },
  },
};

/**
 * What each example finds against the mock of its description, by case, and why that is the example's own doing. A
 * description is given where the example names one that is elsewhere.
 */
const runs: ReadonlyArray<
  readonly [string, string | JsonObject | undefined, Readonly<Record<string, string>>]
> = [
  [
    'LoginAndRetrievePets.arazzo.yaml',
    '../../../specs/docs/swagger-petstore3.yaml',
    {
      // The answer to a login is XML first, of several lines, and the whole of it would be a header.
      'loginUserRetrievePet.workflows.0': 'the header Authorization cannot be sent',
    },
  ],
  ['ExtendedParametersExample.arazzo.yaml', animals, {}],
  [
    'pet-coupons.arazzo.yaml',
    undefined,
    {
      // The parameter of the path is called petId.
      'apply-coupon.workflows.0': 'the path /pet/{petId}/coupons has no parameter pet_id',
    },
  ],
  [
    'oauth.arazzo.yaml',
    undefined,
    {
      // The description says nothing of what the answers hold.
      'refresh-token-flow.workflows.0': '$response.body#/access_token is nothing',
      'client-credentials-flow.workflows.0': '$response.body is nothing',
    },
  ],
  [
    'FAPI-PAR.arazzo.yaml',
    undefined,
    {
      // The code comes by a redirect, which the example says itself that it cannot express.
      'OIDC-PAR-AuthzCode.workflows.0':
        'The step TokenStep of the workflow OIDC-PAR-AuthzCode does not meet $statusCode == 200',
    },
  ],
  [
    'bnpl-arazzo.yaml',
    'bnpl-openapi.yaml',
    {
      // The inputs' schema makes objects of customers, which the description has as URIs.
      'ApplyForLoanAtCheckout.workflows.0':
        'The step checkLoanCanBeProvided of the workflow ApplyForLoanAtCheckout does not meet $statusCode == 200',
    },
  ],
];

describe.skipIf(!existsSync(folder))("the specification's examples", () => {
  test.each(runs)('%s runs against the mock of its description', async (name, description, expected) => {
    const given = typeof description === 'string' ? folder + description : description;
    const api = given === undefined ? undefined : await loadApi(given);
    const set = await loadWorkflows(folder + name, { api });
    const [held] = set.apis.values();
    const mock = createMock(held!, { state: true });
    const result = await runContract(held!, async (request) => mock.fetch(request), {
      phases: ['workflows'],
      workflows: [{ set, inputs }],
      checks: ['workflow'],
    });
    expect([result.cases, result.conclusive]).toEqual([rootWorkflows(set).length, true]);
    const found = Object.fromEntries(result.findings.map(({ failure, caseId }) => [caseId, failure.message]));
    const wanted = Object.entries(expected).map(([id, message]) => [id, expect.stringContaining(message)]);
    expect(found).toEqual(Object.fromEntries(wanted));
  });
});
