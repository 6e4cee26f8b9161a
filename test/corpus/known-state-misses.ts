/** Collections (and steps) of real descriptions that do not work as they should, by the start of what is said of them. */
export const knownStateMisses: Readonly<Record<string, readonly string[]>> = {};
