// The writer's thread: the one connection that writes. fsync blocks here, never the thread that serves sockets.
import { parentPort, workerData } from "node:worker_threads";
import { GroupWriter } from "./group-writer.ts";
import { limitSize, openDatabase } from "./sqlite-database.ts";
import { toStorageError } from "./sqlite-error.ts";
import type { WriterCall, WriterData, WriterReply } from "./writer-message.ts";

if (parentPort === null) throw new Error("this file is the entry of a worker");
const port = parentPort;
const { file, maxBytes } = workerData as WriterData;

/** An error does not keep its class and code on the way to another thread; its words do. */
function attempt(work: () => WriterReply): void {
  try {
    port.postMessage(work());
  } catch (error) {
    const { code, message } = toStorageError(error, `Cannot save to ${file}`);
    port.postMessage({ type: "failed", code, message } satisfies WriterReply);
  }
}

attempt(() => {
  const database = openDatabase(file);
  if (maxBytes !== undefined) limitSize(database, maxBytes);
  const writer = new GroupWriter(database);
  port.on("message", (call: WriterCall) => {
    if (call.type === "write") return attempt(() => ({ type: "written", verdicts: writer.write(call) }));
    database.close();
    port.close();
  });
  return { type: "ready" };
});
