/** Coefficients of Stirling's series, B(2k) / (2k · (2k − 1)). */
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360_360, 1 / 156];
const HALF_LOG_2PI = 0.5 * Math.log(2 * Math.PI);
/** From here on the series is right to the last digits. */
const FAR = 12;

/** ln Γ(x) for x > 0, to about 14 digits: Stirling's series, after going up with Γ(x) = Γ(x + 1) / x. */
export function logGamma(x: number): number {
  let product = 1;
  let y = x;
  while (y < FAR) {
    product *= y;
    y += 1;
  }
  const inverse = 1 / y;
  const square = inverse * inverse;
  let sum = 0;
  for (let i = STIRLING.length - 1; i >= 0; i -= 1) sum = sum * square + STIRLING[i];
  return (y - 0.5) * Math.log(y) - y + HALF_LOG_2PI + sum * inverse - Math.log(product);
}
