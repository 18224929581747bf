// The thread that has the rules: seconds of work over all documents that must not delay a token or a keystroke elsewhere. Questions are
// answered as they come; a list lets the others in between two documents.
import { parentPort, workerData } from "node:worker_threads";
import { createDesk, type Desk } from "./desk.ts";
import { DeskError } from "./desk-error.ts";
import type { DeskCall, DeskReply, DeskRequest, DeskWorkerData } from "./desk-message.ts";
import { Overviews } from "./overviews.ts";

if (parentPort === null) throw new Error("this file is the entry of a worker");
const port = parentPort;
const { workspace, memory } = workerData as DeskWorkerData;
const reply = (message: DeskReply): void => port.postMessage(message);
const overviews = new Overviews(workspace, memory);
const desk = createDesk(workspace, overviews);
const working = new Map<number, AbortController>();

async function answer(id: number, { name, asked }: DeskRequest): Promise<DeskReply> {
  const work = new AbortController();
  working.set(id, work);
  try {
    const ask = desk[name] as (question: unknown, signal: AbortSignal) => ReturnType<Desk[typeof name]>;
    return { type: "done", id, value: await ask(asked, work.signal) };
  } catch (error) {
    // An error does not keep its class on the way to another thread; its words do.
    const message = error instanceof Error ? error.message : String(error);
    return error instanceof DeskError
      ? { type: "refused", id, message, remedy: error.remedy }
      : { type: "failed", id, message };
  } finally {
    working.delete(id);
  }
}

port.on("message", (call: DeskCall) => {
  switch (call.type) {
    case "call":
      void answer(call.id, call.request).then(reply);
      break;
    case "abort":
      working.get(call.id)?.abort();
      break;
    case "end":
      reply({ type: "ended", memory: overviews.memory });
      port.close();
      break;
  }
});
