// A client in a process of its own, so that it can be killed: the SDK with its storage on disk, behind the test's proxy.
import { systemRuntime } from "@nomous/client";
import { openNodeClient } from "@nomous/client/node";
import type { StreamId } from "@nomous/protocol";
import { connectThrough } from "./connect-through.ts";
import type { Order, Told } from "./messages.ts";
import { contentOf, endOf } from "./messages.ts";

const [url = "", proxyPort = "", directory = "", pairing] = process.argv.slice(2);
const tell = (told: Told): void => void process.send?.(told);

const client = await openNodeClient({
  url,
  directory,
  name: "crash",
  connect: connectThrough(Number(proxyPort)),
  ...(pairing === undefined ? {} : { pairing }),
});

async function follow(sid: StreamId): Promise<void> {
  for (;;) {
    const reader = client.stream(sid, { from: "start" });
    tell({ type: "started", sid });
    try {
      for await (const batch of reader)
        for (const { seq, kind, data } of batch) tell({ type: "applied", sid, seq, content: contentOf(kind, data) });
    } catch {
      // Told to start again: a reset, or a stream that the bridge does not have yet.
    }
    reader.close();
    if (reader.end !== undefined) {
      // END is no item of the iterator: it is the last one all the same.
      tell({ type: "applied", sid, seq: reader.end.count + 1, content: endOf(reader.end) });
      return tell({ type: "ended", sid });
    }
    await new Promise<void>((resolve) => void systemRuntime.clock.after(100, resolve));
  }
}

process.on("message", (order: Order) => {
  if (order.type === "follow") {
    void follow(order.sid as StreamId);
    return;
  }
  const { key, name, args } = order;
  const pending = client.command(name, args);
  pending.stored.then(
    () => tell({ type: "stored", key }),
    () => undefined,
  );
  pending.result.then(
    ({ status, at }) => tell({ type: "result", key, status, at }),
    () => undefined,
  );
});
process.on("disconnect", () => process.exit(0));

/** A link is good once: a client that was killed before it was known would stay a stranger. */
function whenPaired(): void {
  if (pairing === undefined || client.connection.current().status === "online") tell({ type: "ready" });
  else systemRuntime.clock.after(20, whenPaired);
}
whenPaired();
