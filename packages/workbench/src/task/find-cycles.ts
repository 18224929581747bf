// What waits for what, in linear time: an order in which everything can be begun, and the cycles of what cannot.

/** What each name waits for. Unknown names, and itself, are passed over. */
type Waits = ReadonlyMap<string, readonly string[]>;

/** Those that can be begun, each behind all that it waits for. Whoever waits for a cycle is not among them. */
function beginnable(waits: Waits): string[] {
  const edges = [...waits].flatMap(([name, before]) =>
    [...new Set(before)].filter((one) => one !== name && waits.has(one)).map((one) => ({ name, one })),
  );
  const followers = Map.groupBy(edges, ({ one }) => one);
  const missing = new Map([...waits.keys()].map((name) => [name, 0]));
  for (const { name } of edges) missing.set(name, (missing.get(name) ?? 0) + 1);
  const order = [...missing].filter(([, count]) => count === 0).map(([name]) => name);
  for (const begun of order)
    for (const { name } of followers.get(begun) ?? []) {
      const count = (missing.get(name) ?? 0) - 1;
      missing.set(name, count);
      if (count === 0) order.push(name);
    }
  return order;
}

/**
 * Cycles of two names and more that have none in common, each name before the one that it waits for. Whoever cannot be begun waits for
 * somebody who cannot either, and whoever follows that comes round in the end.
 */
export function findCycles(waits: Waits): string[][] {
  const begun = new Set(beginnable(waits));
  const left = new Set([...waits.keys()].filter((name) => !begun.has(name)));
  const reachedFrom = new Map<string, string>();
  const cycles: string[][] = [];
  for (const start of left) {
    const path: string[] = [];
    let name: string | undefined = start;
    while (name !== undefined && !reachedFrom.has(name)) {
      reachedFrom.set(name, start);
      path.push(name);
      name = waits.get(name)?.find((one) => left.has(one) && one !== path.at(-1));
    }
    if (name !== undefined && reachedFrom.get(name) === start) cycles.push(path.slice(path.indexOf(name)));
  }
  return cycles;
}
