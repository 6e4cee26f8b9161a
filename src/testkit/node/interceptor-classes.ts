type InterceptorClass = new () => object;

/** The classes of @mswjs/interceptors that intercept in Node, of whichever version is installed. */
export interface InterceptorClasses {
  readonly Batch: new (options: { name: string; interceptors: object[] }) => object;
  /** Of XMLHttpRequest, `fetch` and `node:http`; from version 0.45 on the last is of all HTTP, whichever client speaks it. */
  readonly parts: readonly InterceptorClass[];
}

export async function interceptorClasses(): Promise<InterceptorClasses> {
  const [{ BatchInterceptor }, { FetchInterceptor }, { XMLHttpRequestInterceptor }, ofHttp] =
    await Promise.all([
      import('@mswjs/interceptors'),
      import('@mswjs/interceptors/fetch'),
      import('@mswjs/interceptors/XMLHttpRequest'),
      ofNode(),
    ]);
  return {
    Batch: BatchInterceptor as unknown as InterceptorClasses['Batch'],
    parts: [ofHttp, XMLHttpRequestInterceptor, FetchInterceptor],
  };
}

async function ofNode(): Promise<InterceptorClass> {
  // A name that the types of the older version do not know.
  const module: string = '@mswjs/interceptors/http';
  try {
    return (await import(module)).HttpRequestInterceptor;
  } catch {
    return (await import('@mswjs/interceptors/ClientRequest')).ClientRequestInterceptor;
  }
}
