import type { ConnectionState } from "@nomous/client";
import { expect, test } from "vitest";
import { steadyConnection } from "./steady-connection.ts";

test("while the client tries again the bridge is still away", () => {
  const away: ConnectionState = { status: "away", since: 1, nextTryAt: 2 };
  const online = { status: "online", since: 9, roundTripMs: 1 } as ConnectionState;
  let state: ConnectionState = { status: "connecting", attempt: 0 };
  const steady = steadyConnection({ current: () => state, subscribe: () => () => undefined });
  const steps: [ConnectionState, ConnectionState["status"]][] = [
    [state, "connecting"],
    [away, "away"],
    [{ status: "connecting", attempt: 1 }, "away"],
    [{ ...away, nextTryAt: 5 }, "away"],
    [online, "online"],
    [{ status: "connecting", attempt: 0 }, "connecting"],
  ];
  for (const [next, shown] of steps) {
    state = next;
    expect(steady.current().status).toBe(shown);
    expect(steady.current()).toBe(steady.current());
  }
});
