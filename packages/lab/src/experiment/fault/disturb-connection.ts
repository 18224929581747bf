import { type FaultProxy, openFaultProxy } from "./fault-proxy.ts";
import {
  endingOf,
  type FaultOutcome,
  notInjected,
  type Provocation,
  provoke,
  runOnce,
  tooShort,
} from "./provoked-run.ts";

/** The environment variable with the port that a run has to use for a fault to reach it. */
const FAULT_PORT = "NOMOUS_FAULT_PORT";

/** Cuts or holds up the connections that a run has to a port of this machine, and sees whether bytes come again. */
export async function disturbConnection(provocation: Provocation): Promise<FaultOutcome> {
  const { place, fault } = provocation;
  if (fault.port === null) return notInjected(`\`port\` is missing: name the one that the run connects to`);
  await using proxy = await openFaultProxy(fault.port);
  let connections = 0;
  let flowsAgainMs: number | null = null;
  const running = runOnce(provocation, fault.kind, { env: { [FAULT_PORT]: String(proxy.port) } });
  const { ran, isReached } = await provoke(provocation, running, async () => {
    connections = proxy.connections();
    const fromMs = place.clock.elapsed();
    disturb(proxy, fault.kind);
    await place.pause(fault.forMs, place.signal);
    // Bytes that are on their way already would count as new ones.
    void proxy.nextByte().then(() => (flowsAgainMs = Math.round(place.clock.elapsed() - fromMs)));
    proxy.heal();
  });
  if (!isReached) return tooShort(provocation);
  if (connections === 0)
    return notInjected(
      `nothing was connected after ${fault.afterMs} ms: the command has to use the port in ${FAULT_PORT}`,
    );
  const { isFine, words } = endingOf(provocation, ran);
  return {
    injected: wordsOf(fault.kind, connections, fault.forMs, fault.afterMs),
    observed: flowsAgainMs === null ? `${words}; nothing came through again` : words,
    recoveredMs: isFine ? flowsAgainMs : null,
    outcome: isFine ? (flowsAgainMs === null ? "survived" : "recovered") : "failed",
  };
}

const disturb = (proxy: FaultProxy, kind: string): void => (kind === "cut" ? proxy.cut() : proxy.hold());

function wordsOf(kind: string, connections: number, forMs: number, afterMs: number): string {
  const what = connections === 1 ? "1 connection" : `${connections} connections`;
  return kind === "cut"
    ? `${what} cut after ${afterMs} ms, new ones refused for ${forMs} ms`
    : `${what} held up for ${forMs} ms after ${afterMs} ms`;
}
