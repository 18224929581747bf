// Logarithm and exponential from the four basic operations alone. The language leaves the last bit of Math.log and Math.exp to the engine;
// results have to be the same to the last bit in every browser and on every machine, and IEEE 754 fixes these four operations.

/** Natural logarithm, right to about 1e-16 of the result; −Infinity at 0, NaN below. */
export function ln(x: number): number {
  if (x === 0) return -Infinity;
  if (!(x > 0) || x === Infinity) return x === Infinity ? Infinity : NaN;
  let mantissa = x;
  let exponent = 0;
  for (; mantissa > Math.SQRT2; exponent += 1) mantissa /= 2;
  for (; mantissa < Math.SQRT1_2; exponent -= 1) mantissa *= 2;
  return exponent * Math.LN2 + 2 * inverseTanh((mantissa - 1) / (mantissa + 1));
}

/** s + s³/3 + s⁵/5 …, which 12 terms settle for |s| ≤ 0.172. */
function inverseTanh(s: number): number {
  const square = s * s;
  let sum = 0;
  for (let odd = 23; odd >= 1; odd -= 2) sum = sum * square + 1 / odd;
  return s * sum;
}

/** e to the power of x, right to about 1e-15 of the result. */
export function exp(x: number): number {
  if (!(Math.abs(x) < 745)) return x > 0 ? Infinity : x < 0 ? 0 : NaN;
  const doublings = Math.round(x / Math.LN2);
  const rest = x - doublings * Math.LN2;
  let power = 1;
  for (let term = 18; term >= 1; term -= 1) power = 1 + (power * rest) / term;
  for (let step = 0; step < Math.abs(doublings); step += 1) power *= doublings > 0 ? 2 : 0.5;
  return power;
}
