// The numbers of the networks after LeNet: their order, shares and heights.

// Positions of the networks from the least to the most of `by`: "year", "parameters", "depth" or "error". What has no
// such number comes last; equal ones stay as they are.
export function inOrder(networks, by) {
  const key = (at) => networks[at][by] ?? Infinity;
  return networks.map((_, at) => at).sort((one, other) => key(one) - key(other) || one - other);
}

// The largest `what` of all networks: the length of the longest bar.
export const most = (networks, what) => Math.max(...networks.map((network) => network[what] ?? 0));

// The share of all parameters that layers of this kind have: "convolution" or "Dense".
export function shareOf(network, kind) {
  const inside = network.layers.filter((layer) => layer.kind === kind);
  return inside.reduce((sum, layer) => sum + layer.parameters, 0) / network.parameters;
}

// Parameters that are no convolution's and no Dense layer's: those of normalisations.
export const leftOver = (network) =>
  network.layers.reduce((left, layer) => left - layer.parameters, network.parameters);

export const inMillions = (number) => (number / 1e6).toFixed(1);
