// Some of the people who type in a live bench, in a process of their own: each has documents open, edits them at random, and writes down
// when it made an edit and when it saw those of others. Times are of the machine's monotonic clock, which all processes share.
import { createSeededRandom } from "@nomous/testkit";
import { join } from "./join.ts";
import type { Address, Replica } from "./participant.ts";

/** An insertion, by the client of Yjs that made it and its clock; and when. */
export type Record = readonly [client: number, clock: number, atMs: number];

export type TypistsOrder =
  | { readonly ask: "open"; readonly addresses: readonly Address[]; readonly documents: readonly (readonly string[])[] }
  | { readonly ask: "type"; readonly seed: number; readonly perSecond: number; readonly forMs: number }
  | { readonly ask: "records" };

export interface TypistsAnswer {
  readonly edits: number;
  readonly sent: readonly Record[];
  readonly seen: readonly Record[];
}

const nowMs = (): number => Number(process.hrtime.bigint() / 1_000n) / 1_000;
const replicas: Replica[] = [];
const sent: Record[] = [];
const seen: Record[] = [];

async function open(addresses: readonly Address[], documents: readonly (readonly string[])[]): Promise<void> {
  for (const [i, address] of addresses.entries()) {
    const participant = await join(address);
    for (const document of documents[i] ?? []) {
      const replica = await participant.open(document);
      watch(replica);
      replicas.push(replica);
    }
  }
}

function watch(replica: Replica): void {
  const { doc } = replica.text();
  doc?.on("afterTransaction", ({ local, beforeState, afterState }) => {
    const atMs = nowMs();
    for (const [client, clock] of afterState)
      for (let at = beforeState.get(client) ?? 0; at < clock; at += 1) (local ? sent : seen).push([client, at, atMs]);
  });
}

/** Mostly typing on in one of the documents, sometimes a deletion. */
async function type(seed: number, perSecond: number, forMs: number): Promise<number> {
  const random = createSeededRandom(seed);
  const startedMs = nowMs();
  let made = 0;
  while (nowMs() - startedMs < forMs) {
    const due = ((nowMs() - startedMs) * perSecond) / 1_000;
    for (; made < due; made += 1) {
      const text = random.pick(replicas).text();
      const at = random.int(text.length + 1);
      if (at > 0 && random.chance(0.25)) text.delete(at - 1, 1);
      else text.insert(at, "x");
    }
    await new Promise<void>((resolve) => void setTimeout(resolve, 1));
  }
  return made;
}

async function follow(order: TypistsOrder): Promise<TypistsAnswer> {
  const nothing = { edits: 0, sent: [], seen: [] };
  if (order.ask === "open") {
    await open(order.addresses, order.documents);
    return nothing;
  }
  if (order.ask === "type") {
    sent.length = 0;
    seen.length = 0;
    return { ...nothing, edits: await type(order.seed, order.perSecond, order.forMs) };
  }
  await Promise.all(replicas.map((replica) => replica.saved()));
  return { ...nothing, sent, seen };
}

process.on("message", (order: TypistsOrder) => {
  void follow(order).then((answer) => process.send?.(answer));
});
process.on("disconnect", () => process.exit(0));
