// The rules in a worker: typing never waits for them.
import type { FromWorker, ToWorker } from "./check-message.ts";
import { createChecker } from "./checker.ts";

interface WorkerScope {
  addEventListener(type: "message", listener: (event: MessageEvent<ToWorker>) => void): void;
  postMessage(message: FromWorker): void;
}

const scope = self as unknown as WorkerScope;
const waiting: (() => void)[] = [];
// A message to oneself comes behind those that are here by now.
const { port1, port2 } = new MessageChannel();
port1.addEventListener("message", () => waiting.shift()?.());
port1.start();

const take = createChecker({
  post: (message) => scope.postMessage(message),
  soon(run) {
    waiting.push(run);
    port2.postMessage(null);
  },
});
scope.addEventListener("message", ({ data }) => take(data));
