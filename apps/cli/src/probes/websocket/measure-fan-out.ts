import type { Context } from "../../context.ts";
import { deadTarget } from "../dead-target.ts";
import type { ProbeResult } from "../probe.ts";
import { openProbeSocket } from "./probe-socket.ts";
import type { WebSocketValues } from "./websocket-probe.ts";

/** One connection sends, all others read; the next message goes out when every reader has the one before or is given up. */
export async function measureFanOut(values: WebSocketValues, { runtime, console }: Context): Promise<ProbeResult> {
  const { url, messages, warmup, readers: count } = values;
  const open = () => openProbeSocket(values, runtime.clock);
  const sender = await open();
  const readers = await Promise.all(Array.from({ length: count }, open));
  const deliver = async (n: number): Promise<readonly number[]> => {
    const arrivals = readers.map((reader) => reader.answered(n));
    const sentMs = sender.send(n);
    const arrivedMs = await Promise.all(arrivals);
    return arrivedMs.filter((ms) => ms !== undefined).map((ms) => ms - sentMs);
  };
  try {
    const first = await deliver(1);
    if (first.length === 0)
      throw deadTarget(
        `${url} passed a message on to none of ${count} readers, ${sender.trouble()}`,
        "the server has to send to every connection what one of them sends",
      );
    for (let n = 2; n <= warmup; n += 1) await deliver(n);
    const delivery: number[] = [];
    const fanOut: number[] = [];
    for (let n = 1; n <= messages; n += 1) {
      const arrived = await deliver(warmup + n);
      delivery.push(...arrived);
      if (arrived.length === count) fanOut.push(Math.max(...arrived));
      console.status(`${n} of ${messages} messages to ${count} readers`);
    }
    return { delivery, "fan-out": fanOut, missed: 100 * (1 - delivery.length / (messages * count)) };
  } finally {
    for (const socket of [sender, ...readers]) socket.cut();
  }
}
