// One run of the experiment `part-batches`: node docs/spikes/measure-parts.mjs each|tick
// A child process gives 400 tokens a second for each of eight answers to its parent, as the process of a model does. `each` sends a message
// a token, `tick` one message for all that came in one turn of the event loop. Counted are the processor time of both processes and
// the milliseconds from a token to its arrival.
import { fork } from "node:child_process";
import { once } from "node:events";
import { createOutbox } from "../../packages/server/src/llama/process/outbox.ts";
import { words } from "./measure-words.mjs";

const ANSWERS = 8;
const STEPS = 400;
const WARM_UP = 40;
const STEP_MS = 2;
const now = () => performance.timeOrigin + performance.now();

const way = process.argv[2];
if (way !== "each" && way !== "tick") throw new Error("Say each or tick.");
if (process.send === undefined) await parent();
else await child(process.send.bind(process));

async function parent() {
  const began = process.cpuUsage();
  const worker = fork(import.meta.filename, [way]);
  const waits = [];
  let theirs;
  worker.on("message", (message) => {
    const arrived = now();
    if (message.cpu !== undefined) theirs = message.cpu;
    // The last of a step waits longest.
    else
      for (const part of message)
        if (part.step >= WARM_UP && part.answer === ANSWERS - 1) waits.push(arrived - part.at);
  });
  const [code] = await once(worker, "exit");
  if (code !== 0 || waits.length !== STEPS - WARM_UP) throw new Error(`Of the parts ${waits.length} arrived.`);
  const { user, system } = process.cpuUsage(began);
  const cpu = ((user + system) / 1_000 + theirs) / (STEPS * ANSWERS);
  console.log(JSON.stringify({ arrival: waits.map((ms) => Number(ms.toFixed(3))), cpu: cpu * 1_000 }));
}

async function child(send) {
  const outbox = createOutbox((parts) => send(parts));
  const give = way === "each" ? (part) => send([part]) : (part) => outbox.add(part);
  const tokens = words(STEPS * ANSWERS);
  const began = process.cpuUsage();
  for (let step = 0; step < STEPS; step += 1) {
    // One pass of the model makes a token for each answer.
    for (let answer = 0; answer < ANSWERS; answer += 1) give({ answer, step, at: now(), text: tokens.pop() });
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  }
  const { user, system } = process.cpuUsage(began);
  send({ cpu: (user + system) / 1_000 }, () => process.exit(0));
}
