type InterceptorClass = new () => object;

/** The classes of @mswjs/interceptors that intercept in Node, of whichever version is installed. */
export interface InterceptorClasses {
  readonly Batch: new (options: { name: string; interceptors: object[] }) => object;
  /** Of `node:http`, XMLHttpRequest and `fetch`. */
  readonly parts: readonly InterceptorClass[];
  /** Of all HTTP of the process, whichever client speaks it? Else of `node:http` and the global `fetch`. */
  readonly ofAllClients: boolean;
}

export async function interceptorClasses(): Promise<InterceptorClasses> {
  const [{ BatchInterceptor }, { FetchInterceptor }, { XMLHttpRequestInterceptor }, ofAll] =
    await Promise.all([
      import('@mswjs/interceptors'),
      import('@mswjs/interceptors/fetch'),
      import('@mswjs/interceptors/XMLHttpRequest'),
      ofAllHttp(),
    ]);
  const ofHttp = ofAll ?? (await import('@mswjs/interceptors/ClientRequest')).ClientRequestInterceptor;
  return {
    Batch: BatchInterceptor as unknown as InterceptorClasses['Batch'],
    parts: [ofHttp, XMLHttpRequestInterceptor, FetchInterceptor],
    ofAllClients: ofAll !== undefined,
  };
}

/** There since version 0.45. */
async function ofAllHttp(): Promise<InterceptorClass | undefined> {
  // A name that the types of the older version do not know.
  const module: string = '@mswjs/interceptors/http';
  try {
    return (await import(module)).HttpRequestInterceptor;
  } catch {
    return undefined;
  }
}
