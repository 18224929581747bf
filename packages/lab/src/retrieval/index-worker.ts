// The thread that lists, indexes and searches: seconds of work and hundreds of megabytes that must not delay a token or a
// keystroke elsewhere.
import { parentPort, workerData } from "node:worker_threads";
import { toWorkspaceError } from "../workspace/workspace-error.ts";
import type { IndexCall, IndexReply, IndexWorkerData } from "./index-message.ts";
import { LiveIndex } from "./live-index.ts";

if (parentPort === null) throw new Error("this file is the entry of a worker");
const port = parentPort;
const { root } = workerData as IndexWorkerData;

const reply = (message: IndexReply): void => port.postMessage(message);
const index = new LiveIndex(root, (status) => reply({ type: "status", status }));

async function answer({ type, id, text, limit, mayBeStale }: IndexCall): Promise<void> {
  try {
    reply({ type: "found", id, value: await index[type](text, limit, mayBeStale) });
  } catch (error) {
    // An error does not keep its class and code on the way to another thread; its words do.
    const { code, message } = toWorkspaceError(error, root);
    reply({ type: "failed", id, code, message });
  }
}

port.on("message", (call: IndexCall) => void answer(call));
// A folder that cannot be read is told by the status and to whoever asks.
index.refresh().catch(() => undefined);
