// Cycles in "waits for", in linear time. What can begin is taken away one after the other; whoever is left waits for somebody who is
// left too, and whoever follows that leads round in the end.

/** What each name waits for. */
export type Waits = ReadonlyMap<string, readonly string[]>;

/** Cycles of two names and more that have none in common, each name before the one that it waits for. Unknown names are passed over. */
export function findCycles(waits: Waits): string[][] {
  const left = withoutThoseThatCanBegin(waits);
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

function withoutThoseThatCanBegin(waits: Waits): ReadonlySet<string> {
  const edges = [...waits].flatMap(([name, before]) =>
    [...new Set(before)].filter((one) => one !== name && waits.has(one)).map((one) => ({ name, one })),
  );
  const followers = Map.groupBy(edges, ({ one }) => one);
  const missing = new Map([...waits.keys()].map((name) => [name, 0]));
  for (const { name } of edges) missing.set(name, (missing.get(name) ?? 0) + 1);
  const ready = [...missing].filter(([, count]) => count === 0).map(([name]) => name);
  for (let begun = ready.pop(); begun !== undefined; begun = ready.pop()) {
    missing.delete(begun);
    for (const { name } of followers.get(begun) ?? []) {
      const count = (missing.get(name) ?? 0) - 1;
      missing.set(name, count);
      if (count === 0) ready.push(name);
    }
  }
  return new Set(missing.keys());
}
