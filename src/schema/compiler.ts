import type { Ajv2020, CodeKeywordDefinition, KeywordCxt } from 'ajv/dist/2020.js';
import { firstTwins, isMultipleOf, sameJson } from './equality.ts';
import { formatCheck, numberFormatCheck } from './formats.ts';
import { holds, holdsUnevaluated, type Judge } from './holds.ts';
import type { JsonObject } from './json.ts';
import { compilePattern } from './pattern.ts';
import { slim } from './slim.ts';

type JSONType = 'number' | 'string' | 'array' | 'object';
type AjvModule = Pick<typeof import('ajv/dist/2020.js'), 'Ajv2020' | '_'>;
export type Validator = (value: unknown) => boolean;

let loaded: AjvModule | undefined;
let loading: Promise<void> | undefined;
/** How often it was asked for while it was not there. */
let asked = 0;
const WORTH = 100;

/** Loads Ajv (some 40 ms), once per process. Until it is there, schemas are interpreted, to the same verdicts. */
export function prepareValidation(): Promise<void> {
  loading ??= import('ajv/dist/2020.js').then((module) => {
    loaded = module;
  });
  return loading;
}

/** More objects and lists than this in one schema are not worth the seconds that Ajv would take. */
const MOST_NODES = 20_000;

function isHuge(json: JsonObject): boolean {
  const open: unknown[] = [json];
  for (let seen = 0; open.length > 0; seen++) {
    if (seen > MOST_NODES) return true;
    const node = open.pop();
    for (const part of Object.values(node as object)) {
      if (typeof part === 'object' && part !== null) open.push(part);
    }
  }
  return false;
}

/** Code that Ajv makes for members with inherited names (`constructor`) can fail at run time: then the interpreter decides. */
function withInterpreter(compiled: Validator, interpret: Validator): Validator {
  return (value) => {
    try {
      return compiled(value);
    } catch (error) {
      if (error instanceof TypeError) return interpret(value);
      throw error;
    }
  };
}

const PART_USES = 4;

/** Keywords that are compiled in a way of ours. */
const REPLACED = [
  '$ref',
  'id',
  'format',
  'multipleOf',
  'uniqueItems',
  'unevaluatedItems',
  'unevaluatedProperties',
];

/** Compiles adopted schemas, each for itself: what a `$ref` names is compiled when a value first gets there. */
export class Compiler {
  readonly #judge: Judge;
  readonly #validatorOf: (id: string) => Validator;
  #ajv: Ajv2020 | undefined;

  constructor(judge: Judge, validatorOf: (id: string) => Validator) {
    this.#judge = judge;
    this.#validatorOf = validatorOf;
  }

  /** Undefined as long as Ajv is not there; asking for it often starts to load it. */
  compile(json: boolean | JsonObject): Validator | undefined {
    if (typeof json === 'boolean') return () => json;
    if (loaded === undefined) {
      // Without Ajv everything works, only slower: the first few checks take less than to load it does.
      if (++asked >= WORTH) prepareValidation().catch(() => {});
      return undefined;
    }
    return this.#compile(json, loaded);
  }

  #compile(json: JsonObject, module: AjvModule): Validator {
    this.#ajv ??= this.#create(module);
    const interpret: Validator = (value) => holds(this.#judge, json, value);
    if (isHuge(json)) return interpret;
    try {
      return withInterpreter(this.#ajv.compile(slim(json)) as Validator, interpret);
    } catch (error) {
      // Where code cannot be made from text (Workers), or would be too large for the stack, schemas stay interpreted.
      if (error instanceof EvalError || error instanceof RangeError) return interpret;
      throw error;
    }
  }

  /** Compiles when values have got there a few times: a schema can have very many parts that are reached once. */
  #later(json: JsonObject, module: AjvModule): Validator {
    let compiled: Validator | undefined;
    let uses = 0;
    return (value) => {
      if (compiled === undefined && ++uses < PART_USES) return holds(this.#judge, json, value);
      compiled ??= this.#compile(json, module);
      return compiled(value);
    };
  }

  #reference(id: string): Validator {
    const { effort } = this.#judge;
    const validate = this.#validatorOf(id);
    return (value) =>
      effort.isHard()
        ? (effort.recall(id, value) ?? effort.keep(id, value, validate(value)))
        : validate(value);
  }

  #create(module: AjvModule): Ajv2020 {
    const regExp = (pattern: string): RegExp => compilePattern(pattern) ?? /(?:)/;
    const ajv = new module.Ajv2020({
      strict: false,
      meta: false,
      validateSchema: false,
      logger: false,
      messages: false,
      code: { optimize: false, regExp: Object.assign(regExp, { code: 'regExp' }) },
    });
    for (const keyword of REPLACED) ajv.removeKeyword(keyword);
    for (const definition of this.#keywords(module)) ajv.addKeyword(definition);
    return ajv;
  }

  #keywords(module: AjvModule): CodeKeywordDefinition[] {
    const judge = this.#judge;
    const define = (
      keyword: string,
      type: JSONType[],
      make: (said: never) => Validator,
    ): CodeKeywordDefinition => ({
      keyword,
      ...(type.length === 0 ? {} : { type }),
      code(context: KeywordCxt): void {
        const ref = make(context.schema as never);
        const validate = context.gen.scopeValue('validate', { ref });
        context.pass(module._`${validate}(${context.data})`);
      },
    });
    return [
      define('standinPart', [], ([json]: [JsonObject]) => this.#later(json, module)),
      define('$ref', [], (id: string) => this.#reference(id)),
      define('multipleOf', ['number'], (said: number) => (value) => isMultipleOf(value as number, said)),
      define('uniqueItems', ['array'], () => (value) => firstTwins(value as unknown[]) === undefined),
      define('format', ['string', 'number'], (name: string) => formatValidator(name, judge)),
      define('standinEnum', [], enumValidator),
      define('standinConst', [], enumValidator),
      define('standinUnevaluated', ['array', 'object'], ([json]: [JsonObject]) => {
        return (value) => holdsUnevaluated(judge, json, value);
      }),
      define(
        'standinHolds',
        [],
        ([json]: [JsonObject]) =>
          (value) =>
            holds(judge, json, value),
      ),
    ];
  }
}

function formatValidator(name: string, judge: Judge): Validator {
  const ofString = judge.formats ? formatCheck(name) : undefined;
  const ofNumber = judge.formats ? numberFormatCheck(name) : undefined;
  return (value) =>
    typeof value === 'string' ? (ofString?.(value) ?? true) : (ofNumber?.(value as number) ?? true);
}

function enumValidator(values: readonly unknown[]): Validator {
  const objects = values.filter((value) => typeof value === 'object' && value !== null);
  const others = new Set(values);
  return (value) =>
    typeof value === 'object' && value !== null
      ? objects.some((each) => sameJson(each, value))
      : others.has(value);
}
