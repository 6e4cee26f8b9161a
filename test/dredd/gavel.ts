import { createRequire } from 'node:module';

/** From where Dredd's own packages are found. */
const ofDredd: NodeJS.Require = createRequire(createRequire(import.meta.url).resolve('dredd'));

interface GavelResult {
  readonly valid: boolean;
  readonly fields: Record<string, { readonly errors: ReadonlyArray<{ readonly message: string }> }>;
}

const gavel = ofDredd('gavel') as { validate(expected: object, real: object): GavelResult };

/** What Dredd's validator says of a JSON body, as Dredd asks it; empty where it has no objection. */
export function gavelSays(bodySchema: object, value: unknown): string[] {
  const real = {
    statusCode: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(value),
  };
  const { fields } = gavel.validate({ statusCode: '200', headers: {}, bodySchema }, real);
  return Object.values(fields).flatMap(({ errors }) => errors.map(({ message }) => message));
}

const Ajv = createRequire(ofDredd.resolve('gavel'))('ajv') as new (
  options: object,
) => { compile(schema: object): (value: unknown) => boolean };

/** As `gavelSays`, for many values of one schema: compiled once, with the options that Gavel gives. */
export function gavelTakes(bodySchema: object): (value: unknown) => boolean {
  const options = { allErrors: true, verbose: true, meta: false, validateSchema: false, jsonPointers: true };
  return new Ajv(options).compile(bodySchema);
}

export interface CompiledTransaction {
  readonly name: string;
  readonly request: { readonly method: string; readonly uri: string };
  readonly response: {
    readonly status: string;
    readonly headers: ReadonlyArray<{ readonly name: string; readonly value: string }>;
  };
  readonly origin: { readonly resourceName: string; readonly apiName: string };
}

export interface Compiled {
  readonly transactions: readonly CompiledTransaction[];
  readonly annotations: ReadonlyArray<{ readonly type: string; readonly message: string }>;
}

/** What Dredd makes of a description. */
export function compileAsDredd(text: string): Promise<Compiled> {
  type Parsed = { mediaType: string; apiElements: unknown };
  const parse = ofDredd('dredd-transactions/parse') as (
    text: string,
    callback: (error: unknown, parsed: Parsed) => void,
  ) => void;
  const compile = ofDredd('dredd-transactions/compile') as (
    mediaType: string,
    elements: unknown,
    file: string,
  ) => Compiled;
  return new Promise((resolve, reject) => {
    parse(text, (error, { mediaType, apiElements }) => {
      if (error) reject(error);
      else resolve(compile(mediaType, apiElements, 'description'));
    });
  });
}
