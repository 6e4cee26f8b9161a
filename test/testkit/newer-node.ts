/** What libraries for Node 22 need, so that they can be tried on Node 20 too. */
export function pretendNewerNode(): void {
  (Promise as { withResolvers?: unknown }).withResolvers ??= () => {
    let settle: object = {};
    const promise = new Promise((resolve, reject) => (settle = { resolve, reject }));
    return { promise, ...settle };
  };
  const sets = Set.prototype as { intersection?: unknown; difference?: unknown };
  sets.intersection ??= function (this: Set<unknown>, other: Set<unknown>) {
    return new Set([...this].filter((each) => other.has(each)));
  };
  sets.difference ??= function (this: Set<unknown>, other: Set<unknown>) {
    return new Set([...this].filter((each) => !other.has(each)));
  };
}
