import type { HttpHandler } from 'msw';
import type { BrowserContext, Page } from 'playwright-core';
import { expect, expectTypeOf, test } from 'vitest';
import type { Api, TestMock, TestSession } from '../../src/index.ts';
import type { Answering } from '../../src/testkit/intercept/answering.ts';
import { handlers } from '../../src/testkit/msw.ts';
import { type Interception, intercept } from '../../src/testkit/node/intercept.ts';
import { type MockedRoutes, mockRoutes, type Routed } from '../../src/testkit/node/playwright.ts';

test('whatever answers by a description can be intercepted by, and nothing else', () => {
  expect([intercept, handlers, mockRoutes].map((each) => each.length)).toEqual([1, 1, 2]);
  expectTypeOf<TestMock<{ operations: object }>>().toExtend<Answering>();
  expectTypeOf<TestSession<unknown>>().toExtend<Answering>();
  expectTypeOf<{ api: Api; fetch: (request: Request) => Response }>().toExtend<Answering>();
  expectTypeOf<Api>().not.toExtend<Answering>();
  expectTypeOf<{ fetch: typeof fetch }>().not.toExtend<Answering>();
});

test('interceptions end by `using`, and routes by `await using`', () => {
  expectTypeOf(intercept).returns.resolves.toEqualTypeOf<Interception>();
  expectTypeOf<Interception>().toExtend<Disposable>();
  expectTypeOf(mockRoutes).returns.resolves.toEqualTypeOf<MockedRoutes>();
  expectTypeOf<MockedRoutes>().toExtend<AsyncDisposable>();
});

test('handlers are those of MSW, and what is routed is of Playwright', () => {
  expectTypeOf(handlers).returns.toEqualTypeOf<HttpHandler[]>();
  expectTypeOf<Page>().toExtend<Routed>();
  expectTypeOf<BrowserContext>().toExtend<Routed>();
});
