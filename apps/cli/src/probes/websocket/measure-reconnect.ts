// What cuts cost: messages are under way all the time, connections are dropped in the middle of it, and nothing is sent a second time. A
// server that only echoes loses what was under way; one that remembers gives it later, perhaps twice.
import type { Context } from "../../context.ts";
import { deadTarget } from "../dead-target.ts";
import type { ProbeResult } from "../probe.ts";
import { openProbeSocket } from "./probe-socket.ts";
import { createTally } from "./tally.ts";
import type { WebSocketValues } from "./websocket-probe.ts";

export async function measureReconnect(values: WebSocketValues, { runtime, console }: Context): Promise<ProbeResult> {
  const { clock } = runtime;
  const { url, messages, cuts, quiet } = values;
  const tally = createTally(clock, quiet);
  const open = () => openProbeSocket(values, clock, (n) => tally.hear(n));
  const cutAfter = new Set(Array.from({ length: cuts }, (_, cut) => Math.floor(((cut + 1) * messages) / (cuts + 1))));
  const reconnect: number[] = [];
  let socket = await open();
  /** What was sent on the connection that is open; what came before may never be answered. */
  let first = 1;
  try {
    for (let n = 1; n <= messages; n += 1) {
      socket.send(n);
      if (cutAfter.has(n)) {
        socket.cut();
        const cutMs = clock.elapsed();
        socket = await open();
        reconnect.push(clock.elapsed() - cutMs);
        tally.rouse();
        first = n + 1;
      }
      if (!(await tally.until(first, n, values["in-flight"] - 1)))
        throw deadTarget(
          `${url} left messages without an answer, ${socket.trouble()}`,
          "the server has to echo what it gets",
        );
      console.status(`${n} of ${messages} messages, ${reconnect.length} cuts`);
    }
    await tally.until(1, messages, 0);
    return { reconnect, lost: tally.missing(1, messages), repeated: tally.repeated() };
  } finally {
    socket.cut();
  }
}
