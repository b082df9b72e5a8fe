// The arithmetic of the small array.

// The sum of all numbers in `values`, an array of rows.
export const total = (values) => values.flat().reduce((sum, value) => sum + value, 0);
