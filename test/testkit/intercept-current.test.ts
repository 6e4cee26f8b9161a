import { vi } from 'vitest';
import type { InterceptorClasses } from '../../src/testkit/node/interceptor-classes.ts';
import { interceptionTests } from './interception.ts';
import { pretendNewerNode } from './newer-node.ts';

pretendNewerNode();

vi.mock('../../src/testkit/node/interceptor-classes.ts', () => ({ interceptorClasses }));

/** Those of the version that comes with MSW 3. */
async function interceptorClasses(): Promise<InterceptorClasses> {
  const [
    { BatchInterceptor },
    { HttpRequestInterceptor },
    { XMLHttpRequestInterceptor },
    { FetchInterceptor },
  ] = await Promise.all([
    import('interceptors-0.45'),
    import('interceptors-0.45/http'),
    import('interceptors-0.45/XMLHttpRequest'),
    import('interceptors-0.45/fetch'),
  ]);
  return {
    Batch: BatchInterceptor as unknown as InterceptorClasses['Batch'],
    parts: [HttpRequestInterceptor, XMLHttpRequestInterceptor, FetchInterceptor],
    ofAllClients: true,
  };
}

interceptionTests();
