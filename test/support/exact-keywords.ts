import * as Browser from '@hyperjump/browser';
import { addKeyword, Validation } from '@hyperjump/json-schema/experimental';
import * as Instance from '@hyperjump/json-schema/instance/experimental';
import { compilePattern } from './schema-keywords.ts';

/** Coefficient and exponent of a decimal number, as its shortest text has them. */
function decimal(value: number): [bigint, number] {
  const [coefficient = '0', exponent = '0'] = Math.abs(value).toString().split('e');
  const fraction = coefficient.split('.')[1] ?? '';
  return [BigInt(coefficient.replace('.', '')), Number(exponent) - fraction.length];
}

export function isMultiple(value: number, divisor: number): boolean {
  const [numerator, up] = decimal(value);
  const [denominator, down] = decimal(divisor);
  const shift = BigInt(Math.abs(up - down));
  const whole = up >= down ? numerator * 10n ** shift : numerator;
  return whole % (up >= down ? denominator : denominator * 10n ** shift) === 0n;
}

/**
 * Three keywords of the judge's validator that are not to the letter: it takes what is within 1e-7 for a multiple, and
 * refuses to compile patterns that are regular expressions only without the `u` flag.
 */
export function correctKeywords(): void {
  addKeyword<number>({
    id: 'https://json-schema.org/keyword/multipleOf',
    compile: async (schema) => Browser.value<number>(schema),
    interpret: (divisor, instance) =>
      Instance.typeOf(instance) !== 'number' || isMultiple(Instance.value<number>(instance), divisor),
  });
  addKeyword<RegExp | undefined>({
    id: 'https://json-schema.org/keyword/pattern',
    compile: async (schema) => compilePattern(Browser.value<string>(schema)),
    interpret: (pattern, instance) =>
      Instance.typeOf(instance) !== 'string' || (pattern?.test(Instance.value<string>(instance)) ?? true),
  });
  addKeyword<Array<[RegExp, string]>>({
    id: 'https://json-schema.org/keyword/patternProperties',
    compile: async (schema, ast) => {
      const compiled: Array<[RegExp, string]> = [];
      for await (const [source, subschema] of Browser.entries(schema)) {
        const pattern = compilePattern(source);
        if (pattern)
          compiled.push([pattern, await Validation.compile(subschema as typeof schema, ast, schema)]);
      }
      return compiled;
    },
    interpret: (patterns, instance, context) => {
      if (Instance.typeOf(instance) !== 'object') return true;
      const seen = (context as { evaluatedProperties?: Set<string> }).evaluatedProperties;
      let valid = true;
      for (const [nameNode, property] of Instance.entries(instance)) {
        const name = Instance.value<string>(nameNode);
        for (const [pattern, subschema] of patterns) {
          if (!pattern.test(name)) continue;
          if (!Validation.interpret(subschema, property, context)) valid = false;
          seen?.add(name);
        }
      }
      return valid;
    },
    simpleApplicator: true,
  });
}
