/** Beyond it numbers have no room for the probability, and nobody needs it. */
const LARGEST_Z = 30;

/** Probability that a standard normal number is at least z; for z ≥ 0. */
export function upperTail(z: number): number {
  return Math.exp(logUpperTail(z));
}

/** Natural logarithm of it; a continued fraction where the series would lose its digits. */
export function logUpperTail(z: number): number {
  if (z < 0) return Math.log1p(-Math.exp(logUpperTail(-z)));
  const density = -(z * z) / 2 - Math.log(2 * Math.PI) / 2;
  if (z < 3) {
    // Φ(z) = 1/2 + φ(z) (z + z³/3 + z⁵/15 + …)
    let term = z;
    let sum = z;
    for (let n = 1; n < 100; n++) {
      term *= (z * z) / (2 * n + 1);
      sum += term;
    }
    return Math.log(0.5 - Math.exp(density) * sum);
  }
  let fraction = 0;
  for (let n = 80; n >= 1; n--) fraction = n / (z + fraction);
  return density - Math.log(z + fraction);
}

/** The z ≥ 0 whose upper tail has this logarithm; 0 when the tail is half or more. */
export function zOfLogTail(logTail: number): number {
  if (!(logTail < Math.log(0.5))) return 0;
  let [low, high] = [0, LARGEST_Z];
  for (let step = 0; step < 100; step++) {
    const middle = (low + high) / 2;
    if (logUpperTail(middle) > logTail) low = middle;
    else high = middle;
  }
  return low;
}
