/** A number as it is written: `digits` divided by ten to the power of `scale`. */
export interface Decimal {
  readonly digits: bigint;
  /** Not negative. */
  readonly scale: number;
}

/** Of a finite number, as JSON writes it. */
export function decimalOf(value: number): Decimal {
  const [mantissa = '0', exponent = '0'] = String(value).split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  const scale = fraction.length - Number(exponent);
  const digits = BigInt(whole + fraction);
  return scale >= 0 ? { digits, scale } : { digits: digits * 10n ** BigInt(-scale), scale: 0 };
}

/** The nearest number. Exact arithmetic where that is quick, else by way of the text. */
export function numberOf({ digits, scale }: Decimal): number {
  // Both operands are exact then, so the division is rounded once, as reading the text would.
  if (scale <= 22 && digits <= 9007199254740991n && digits >= -9007199254740991n) {
    const value = Number(digits) / 10 ** scale;
    return value === 0 ? 0 : value;
  }
  const value = Number(`${digits}e-${scale}`);
  return value === 0 ? 0 : value;
}

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** The least positive decimal that is a multiple of each; they are positive. */
export function commonMultiple(list: readonly Decimal[]): Decimal {
  const scale = Math.max(0, ...list.map((item) => item.scale));
  let digits = 1n;
  for (const item of list) {
    const part = item.digits * 10n ** BigInt(scale - item.scale);
    // The first one stands for itself: 1 at this scale is no common divisor of anything.
    digits = item === list[0] ? part : (digits / gcd(digits, part)) * part;
  }
  return { digits, scale };
}

/** `value / step`, rounded down or up. The step is positive. */
export function quotient(value: Decimal, step: Decimal, round: 'down' | 'up'): bigint {
  const scale = Math.max(value.scale, step.scale);
  const a = value.digits * 10n ** BigInt(scale - value.scale);
  const b = step.digits * 10n ** BigInt(scale - step.scale);
  const cut = a / b;
  const exact = cut * b === a;
  if (exact) return cut;
  if (round === 'down') return a < 0n ? cut - 1n : cut;
  return a < 0n ? cut : cut + 1n;
}

export function times(step: Decimal, count: bigint): Decimal {
  return { digits: step.digits * count, scale: step.scale };
}

const float = new Float64Array(1);
const bits = new BigInt64Array(float.buffer);

/** Where a double stands among all doubles, ascending; 0 for zero. */
export function ordinalOf(value: number): bigint {
  float[0] = value === 0 ? 0 : value;
  const order = bits[0]!;
  return order >= 0n ? order : -(order & 0x7fffffffffffffffn);
}

export function doubleAt(ordinal: bigint): number {
  bits[0] = ordinal >= 0n ? ordinal : -ordinal | -0x8000000000000000n;
  return float[0]! === 0 ? 0 : float[0]!;
}

/** The next double above. */
export function above(value: number): number {
  return value === Infinity ? value : doubleAt(ordinalOf(value) + 1n);
}

/** The next double below. */
export function below(value: number): number {
  return value === -Infinity ? value : doubleAt(ordinalOf(value) - 1n);
}
