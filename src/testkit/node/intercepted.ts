/** What the versions of @mswjs/interceptors have in common of an intercepted request. */
export interface Intercepted {
  readonly request: Request;
  readonly controller: {
    /** 0 as long as nobody has decided on the request. */
    readonly readyState: number;
    respondWith(response: Response): unknown;
    errorWith(reason?: unknown): unknown;
  };
}
