/** What is wrong with a header: a stable name for it, the header, one sentence. */
export type HeaderFault = readonly [kind: string, header: string, message: string];
