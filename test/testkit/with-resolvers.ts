/** For what is written for Node 22, so that it can be tried on Node 20 too. */
export function polyfillWithResolvers(): void {
  (Promise as { withResolvers?: unknown }).withResolvers ??= () => {
    let settle: object = {};
    const promise = new Promise((resolve, reject) => (settle = { resolve, reject }));
    return { promise, ...settle };
  };
}
