/** Answers that are not what the description promises, and why: by document, by operation. */
export const knownMisses: Readonly<Record<string, Readonly<Record<string, string>>>> = {};
