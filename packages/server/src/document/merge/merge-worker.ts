// The thread that holds documents in memory and compares texts: up to seconds of work that must not delay a keystroke or a token elsewhere.
import { parentPort } from "node:worker_threads";
import { type LoggedUpdate, type Merger, StateGone } from "../merger.ts";
import {
  goneOf,
  type MergeCall,
  type MergeFailure,
  type MergeReply,
  type MergeRequest,
  unpackUpdates,
} from "./merge-message.ts";
import { createMerger } from "./merger-core.ts";

if (parentPort === null) throw new Error("this file is the entry of a worker");
const port = parentPort;
const reply = (message: MergeReply): void => port.postMessage(message);

/** The main thread could not read what was asked for; it knows why. */
class Unreadable extends Error {
  readonly read: number;
  constructor(read: number) {
    super("The log could not be read.");
    this.name = "Unreadable";
    this.read = read;
  }
}

const reads = new Map<number, PromiseWithResolvers<readonly LoggedUpdate[]>>();
let lastRead = 0;

const merger = createMerger(async function* (key, after, upTo) {
  const read = (lastRead += 1);
  const updates = Promise.withResolvers<readonly LoggedUpdate[]>();
  reads.set(read, updates);
  reply({ type: "read", read, key, after, upTo });
  try {
    yield* await updates.promise;
  } finally {
    reads.delete(read);
  }
});

async function answer(id: number, { name, args }: MergeRequest): Promise<void> {
  try {
    const method = merger[name] as (...args: unknown[]) => ReturnType<Merger[typeof name]>;
    reply({ type: "done", id, value: await method(...args) });
  } catch (error) {
    reply({ type: "failed", id, failure: failureOf(error) });
  }
}

/** An error does not keep its class on the way to another thread. */
function failureOf(error: unknown): MergeFailure {
  const gone = goneOf(error);
  if (gone !== undefined) return { type: "gone", gone };
  if (error instanceof Unreadable) return { type: "unreadable", read: error.read };
  return { type: "error", message: error instanceof Error ? error.message : String(error) };
}

port.on("message", (call: MergeCall) => {
  switch (call.type) {
    case "call":
      void answer(call.id, call.request);
      break;
    case "updates":
      reads.get(call.read)?.resolve(unpackUpdates(call.updates));
      break;
    case "unreadable":
      reads
        .get(call.read)
        ?.reject(call.gone ? new StateGone(call.gone.key, call.gone.upTo) : new Unreadable(call.read));
      break;
  }
});
