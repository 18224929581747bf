import { createSeededRandom, FakeClock } from "@nomous/testkit";
import { type Actor, decodeFrame, encodeBody, fromUtf8, type Item, type StreamId, utf8 } from "@nomous/protocol";
import { expect, test } from "vitest";
import { createMemoryStorage } from "../storage/memory-storage.ts";
import { LiveStream } from "./live-stream.ts";
import { readSlice } from "./slice.ts";

const sid = "generation/x" as StreamId;
const actor = { person: "Ada", client: "c" } as Actor;

test("[S3] any slice of any segments holds exactly the items after the cursor, up to the last one wanted", async () => {
  for (let seed = 1; seed <= 50; seed += 1) {
    const random = createSeededRandom(seed);
    const storage = createMemoryStorage({ clock: new FakeClock(), random });
    let head = 0;
    while (head < 30) {
      const count = random.between(1, 9);
      const items = Array.from({ length: count }, (_, i): Item => ({
        atMs: 0,
        kind: 2,
        data: utf8(`${head + 1 + i}`),
      }));
      const create = { createdAt: 0, durability: "durable" } as const;
      const append = { sid, firstSeq: head + 1, count, body: encodeBody(items), actor, at: 0, create };
      await storage.commit({ appends: [append] });
      head += count;
    }
    const stream = new LiveStream(1, { sid, durability: "durable", createdAt: 0, first: 1, head, end: null }, true);
    for (let after = 0; after < head; after += 1) {
      const upTo = random.between(after + 1, head);
      const slice = await readSlice(storage, stream, {
        after,
        upTo,
        maxBytes: random.between(100, 2_000),
        isReplay: true,
      });
      const decoded = decodeFrame(slice?.bytes ?? new Uint8Array());
      const items = decoded.status === "frame" ? decoded.frame.items : [];
      const seqs = items.map(({ data }) => Number(fromUtf8(data)));
      expect(seqs).toEqual(seqs.map((_, i) => after + 1 + i));
      expect(seqs.length).toBeGreaterThan(0);
      expect(seqs.at(-1)).toBeLessThanOrEqual(upTo);
    }
  }
});
