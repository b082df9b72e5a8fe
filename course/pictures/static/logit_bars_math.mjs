// The arithmetic of the logit bars: scores become probabilities.

// Probabilities of `scores`, with the sum 1, however large they are: the largest is taken away first.
export function softmax(scores, temperature = 1) {
  const most = Math.max(...scores);
  const powers = scores.map((score) => Math.exp((score - most) / temperature));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

// As `softmax`; `twice`: what comes out goes through a second one, at temperature 1.
export function probabilities(scores, temperature, twice) {
  const once = softmax(scores, temperature);
  return twice ? softmax(once) : once;
}

// The place of the largest value, the first of equal ones.
export const largestAt = (values) => values.indexOf(Math.max(...values));

// A slider's steps are powers of the root of 2, so that halving and doubling are equally far from 1.
export const temperatureAt = (step) => 2 ** (step / 2);
export const stepOf = (temperature) => Math.round(2 * Math.log2(temperature));

// The sum, without the last digits in which a sum of fractions differs from what it should be.
export const total = (shares) => Number(shares.reduce((sum, share) => sum + share, 0).toFixed(6));
