import type { Context } from "../../context.ts";
import { deadTarget } from "../dead-target.ts";
import type { ProbeResult } from "../probe.ts";
import { openProbeSocket } from "./probe-socket.ts";
import type { WebSocketValues } from "./websocket-probe.ts";

/** One message at a time: nothing waits behind another, so a round trip is that of the message alone. */
export async function measureEcho(values: WebSocketValues, { runtime, console }: Context): Promise<ProbeResult> {
  const { url, messages, warmup } = values;
  const socket = await openProbeSocket(values, runtime.clock);
  const roundTrip = async (n: number): Promise<number> => {
    const sentMs = socket.send(n);
    const answeredMs = await socket.answered(n);
    if (answeredMs !== undefined) return answeredMs - sentMs;
    throw deadTarget(
      `${url} did not answer message ${n}, ${socket.trouble()}`,
      "the server has to echo what it gets, or --message and --answer have to speak its language",
    );
  };
  try {
    for (let n = 1; n <= warmup; n += 1) await roundTrip(n);
    const before = socket.bytes();
    const samples: number[] = [];
    for (let n = 1; n <= messages; n += 1) {
      samples.push(await roundTrip(warmup + n));
      console.status(`${n} of ${messages} messages`);
    }
    const after = socket.bytes();
    return {
      "round-trip": samples,
      sent: (after.sent - before.sent) / messages,
      received: (after.received - before.received) / messages,
    };
  } finally {
    socket.cut();
  }
}
