// One side's updates without the other one's: what it would have made alone. Who saw something of the other side before they went on writing has
// built on it, and that much of it comes along.
import type { LoggedUpdate } from "../merger.ts";
import type { UpdateReach } from "../update/update-reach.ts";

export interface ReadUpdate {
  readonly update: LoggedUpdate;
  readonly reach: UpdateReach;
}

/** Those that are `own` and those that they build on, in order; `known`: how much of each client id was there before all of them. */
export function neededUpdates(
  updates: readonly ReadUpdate[],
  own: (update: LoggedUpdate) => boolean,
  known: ReadonlyMap<number, number>,
): LoggedUpdate[] {
  // Of one client id the log has each clock once, and in order.
  const spans = new Map<number, { readonly from: number; readonly of: ReadUpdate }[]>();
  for (const of of updates)
    for (const { client, from } of of.reach.adds) {
      const own = spans.get(client);
      if (own === undefined) spans.set(client, [{ from, of }]);
      else own.push({ from, of });
    }
  const needed = new Set(updates.filter(({ update }) => own(update)));
  /** How many of the spans of each client are needed. */
  const taken = new Map<number, number>();
  const need = (client: number, clock: number): void => {
    if (clock < (known.get(client) ?? 0)) return;
    const own = spans.get(client) ?? [];
    let count = taken.get(client) ?? 0;
    for (let span = own[count]; span !== undefined && span.from <= clock; span = own[(count += 1)]) needed.add(span.of);
    taken.set(client, count);
  };
  // Those that are added while it runs have their turn too.
  for (const { reach } of needed) {
    for (const { client, clock } of reach.origins) need(client, clock);
    for (const { client, from } of reach.adds) need(client, from - 1);
  }
  return updates.filter((read) => needed.has(read)).map(({ update }) => update);
}
