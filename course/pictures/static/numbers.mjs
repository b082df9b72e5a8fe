// Numbers as they are shown and as they are typed.

// Up to `decimals` places, none that say nothing, and a real minus sign: 4, -0.25, 0.11.
export function inWords(value, decimals = 2) {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  const rounded = Number(value.toFixed(decimals));
  return (rounded < 0 ? "−" : "") + String(Math.abs(rounded));
}

// A share of 0 to 1, never rounded down to nothing nor up to everything: 97.1%, < 0.1%, > 99.9%. `percent` in
// course/percent.py gives the same.
export function inPercent(share, decimals = 1) {
  const least = 1 / 10 ** (2 + decimals);
  if (share > 0 && share < least) return `< ${(100 * least).toFixed(decimals)}%`;
  if (share > 1 - least && share < 1) return `> ${(100 - 100 * least).toFixed(decimals)}%`;
  return `${(100 * share).toFixed(decimals)}%`;
}

// 1234567 as 1,234,567.
export const inThousands = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ",");

// The largest of what `of` gives for the values, however many they are: a call takes only so many arguments.
export function highestOf(values, of = (value) => value) {
  let largest = -Infinity;
  for (const value of values) largest = Math.max(largest, of(value));
  return largest;
}

// What was typed as a number: "4", "-0,25", "1/9". Null where it is none.
export function fromText(text) {
  const parts = text.trim().replaceAll("−", "-").replaceAll(",", ".").split("/");
  if (parts.length > 2 || parts.some((part) => !/^\s*[-+]?(\d+\.?\d*|\.\d+)\s*$/.test(part))) return null;
  const [above, below = 1] = parts.map(Number);
  return Number.isFinite(above / below) ? above / below : null;
}

const DENOMINATORS = [9, 256]; // of the box and of the Gaussian

// A kernel's weight: as `inWords` where one decimal says it all, otherwise as a fraction in lowest terms where it is one
// of the usual weights: 0.5, 1/9, 3/128.
export function asFraction(value) {
  const near = (one) => Math.abs(one - Math.round(one)) < 1e-9;
  const below = near(value * 10) ? undefined : DENOMINATORS.find((denominator) => near(value * denominator));
  if (below === undefined) return inWords(value);
  const above = Math.round(Math.abs(value) * below);
  const shared = divisor(above, below);
  return `${value < 0 ? "−" : ""}${above / shared}/${below / shared}`;
}

const divisor = (one, other) => (other === 0 ? one : divisor(other, one % other));
