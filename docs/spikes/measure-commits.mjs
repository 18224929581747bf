// One run of the experiment `commit-rhythm`: node docs/spikes/measure-commits.mjs idle|timer
// Fifty answers append tokens to the log of a bridge, and each token counts from when it is given to when it is durable. `idle` gives
// each at once, and the storage makes one transaction of what came during the one before; `timer` gathers for 4 ms first.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { systemRuntime } from "../../packages/client/src/index.ts";
import { encodeBody, ITEM } from "../../packages/protocol/src/index.ts";
import { createSqliteStorage } from "../../packages/server/src/storage/sqlite-storage.ts";
import { words } from "./measure-words.mjs";

const STREAMS = 50;
const WARM_UP = 4;
const TICKS = 40;
const TICK_MS = 10;
const TIMER_MS = 4;

const way = process.argv[2];
if (way !== "idle" && way !== "timer") throw new Error("Say idle or timer.");
const directory = mkdtempSync(join(tmpdir(), "nomous-spike-"));
const storage = await createSqliteStorage({ directory, runtime: systemRuntime });
const actor = { person: "spike", client: "A".repeat(22) };
const heads = new Map();
const waits = [];

function appendOf(stream, word) {
  const sid = `generation/spike${stream}`;
  const firstSeq = (heads.get(sid) ?? 0) + 1;
  heads.set(sid, firstSeq);
  const body = encodeBody([{ atMs: firstSeq, kind: ITEM.text, data: new TextEncoder().encode(word) }]);
  const at = systemRuntime.clock.now();
  return { sid, firstSeq, count: 1, body, create: { createdAt: at, durability: "durable" }, actor, at };
}

let gathered = [];
let gathering;
function durable(append) {
  if (way === "idle") return storage.commit({ appends: [append] });
  gathered.push(append);
  gathering ??= pause(TIMER_MS).then(() => {
    const appends = gathered;
    gathered = [];
    gathering = undefined;
    return storage.commit({ appends });
  });
  return gathering;
}

const began = process.cpuUsage();
const tokens = words(STREAMS * (TICKS + WARM_UP));
for (let tick = 0; tick < TICKS + WARM_UP; tick += 1) {
  const resting = pause(TICK_MS);
  // A token comes when a model has it, not in step with the others: a few at a time.
  const written = [];
  for (let stream = 0; stream < STREAMS; stream += 1) {
    if (stream % 10 === 0) await pause(1);
    const gave = performance.now();
    const wait = durable(appendOf(stream, tokens.pop())).then((outcome) => {
      if (outcome.status !== "committed") throw new Error(`not committed: ${outcome.status}`);
      if (tick >= WARM_UP) waits.push(performance.now() - gave);
    });
    written.push(wait);
  }
  await Promise.all([resting, ...written]);
}
const { user, system } = process.cpuUsage(began);
await storage.close();
rmSync(directory, { recursive: true });
const cpu = (user + system) / 1_000 / (STREAMS * (TICKS + WARM_UP));
// Every fifth is enough for the tail, and keeps the evidence small.
console.log(
  JSON.stringify({ durable: waits.filter((_, i) => i % 5 === 0).map((ms) => Number(ms.toFixed(3))), cpu: cpu * 1_000 }),
);
