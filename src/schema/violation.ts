/** One way in which a message breaks the description. */
export interface Violation {
  /** Where in the message. */
  readonly in: 'path' | 'query' | 'header' | 'cookie' | 'querystring' | 'body' | 'status' | 'security';
  /** JSON Pointer into the body, or the parameter's name with a pointer below it: `/limit`, `/filter/0`. */
  readonly pointer: string;
  /** A sentence that a front-end developer understands. */
  readonly message: string;
  /** JSON Schema's keyword, or a word of ours for what is not a schema's business (`contentType`, `security`). */
  readonly keyword: string;
  /** JSON Pointer of the keyword in the user's own text. */
  readonly schemaPointer: string;
  /** URI of the resource that `schemaPointer` points into. */
  readonly schemaUri: string;
  /** What came, shortened to some 80 characters, `***` for a secret; undefined where nothing came. */
  readonly received?: string | undefined;
  /** The name or value that was probably meant, where what came looks like a slip of the keyboard. */
  readonly meant?: string | undefined;
  /** The property that should be in the object at `pointer`, where its absence is the violation. */
  readonly missing?: string | undefined;
}
