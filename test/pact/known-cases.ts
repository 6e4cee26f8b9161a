/** Cases of the specification that do not match as they say, with the reason. */
export const KNOWN: ReadonlyArray<readonly [file: string, reason: string]> = [];
