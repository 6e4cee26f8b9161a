// The part of JSON Schema that the library's description uses, written for this server alone, so that it does not judge
// by the code that it is there to judge.

import { schemas } from './description.mjs';

const formats = {
  uuid: /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i,
  email: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
  uri: { test: (value) => URL.canParse(value) && /^[\x21-\x7e]+$/.test(value) },
  'uri-reference': { test: (value) => URL.canParse(value, 'https://library.example') && !/\s/.test(value) },
  date: { test: isDate },
  'date-time': { test: (value) => isDate(value.slice(0, 10)) && /^.{10}[Tt ]\d\d:\d\d:\d\d/.test(value) },
};

function isDate(value) {
  if (!/^\d{4}-\d\d-\d\d$/.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

const types = {
  string: (value) => typeof value === 'string',
  integer: (value) => Number.isInteger(value),
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
  array: (value) => Array.isArray(value),
  object: (value) => isObject(value),
};

export function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const length = (value) => [...value].length;
const isMultiple = (value, step) => Math.abs(value / step - Math.round(value / step)) < 1e-9;

/** Keyword by keyword: true where the value holds. `skip` names one that is not looked at. */
const rules = {
  type: (type, value) => [type].flat().some((each) => types[each](value)),
  enum: (values, value) => values.includes(value),
  minimum: (limit, value) => typeof value !== 'number' || value >= limit,
  maximum: (limit, value) => typeof value !== 'number' || value <= limit,
  exclusiveMaximum: (limit, value) => typeof value !== 'number' || value < limit,
  multipleOf: (step, value) => typeof value !== 'number' || isMultiple(value, step),
  minLength: (limit, value) => typeof value !== 'string' || length(value) >= limit,
  maxLength: (limit, value) => typeof value !== 'string' || length(value) <= limit,
  pattern: (pattern, value) => typeof value !== 'string' || new RegExp(pattern, 'u').test(value),
  format: (format, value) => typeof value !== 'string' || formats[format].test(value),
  maxItems: (limit, value) => !Array.isArray(value) || value.length <= limit,
  uniqueItems: (_, value) =>
    !Array.isArray(value) || new Set(value.map((it) => JSON.stringify(it))).size === value.length,
  minProperties: (limit, value) => !isObject(value) || Object.keys(value).length >= limit,
};

/** What is wrong with a value in a request, as text; undefined where nothing is. */
export function wrong(schema, value, skip, at = '') {
  if (schema.$ref) return wrong(schemas[schema.$ref.split('/').at(-1)], value, skip, at);
  for (const [keyword, rule] of Object.entries(rules)) {
    if (!Object.hasOwn(schema, keyword) || keyword === skip) continue;
    if (!rule(schema[keyword], value)) return `${at || 'The whole'} breaks ${keyword}`;
  }
  if (Array.isArray(value) && schema.items) {
    for (const [index, item] of value.entries()) {
      const found = wrong(schema.items, item, skip, `${at}/${index}`);
      if (found) return found;
    }
  }
  return isObject(value) ? wrongMembers(schema, value, skip, at) : undefined;
}

function wrongMembers({ properties = {}, required = [], additionalProperties }, value, skip, at) {
  for (const name of required)
    if (skip !== 'required' && !properties[name]?.readOnly && !Object.hasOwn(value, name))
      return `${at}/${name} is missing`;
  for (const [name, member] of Object.entries(value)) {
    const own = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (!own && additionalProperties === false && skip !== 'additionalProperties')
      return `${at}/${name} is unknown`;
    // What is readOnly is ignored wherever it is sent.
    const found = own && !own.readOnly && wrong(own, member, skip, `${at}/${name}`);
    if (found) return found;
  }
  return undefined;
}
