import type { Clock } from "@nomous/protocol";
import type { ConnectionState } from "../client.ts";
import type { SessionState } from "./session.ts";

/** The session's state as a person is told; `before` comes back when nothing of that changed. */
export function connectionState(state: SessionState, clock: Clock, before: ConnectionState): ConnectionState {
  const wall = (elapsed: number): number => Math.round(clock.now() + elapsed - clock.elapsed());
  switch (state.status) {
    case "connecting":
    case "authenticating":
      if (before.status === "connecting" && before.attempt === state.attempt) return before;
      return { status: "connecting", attempt: state.attempt };
    case "online": {
      const { welcome, roundTripMs } = state;
      if (before.status !== "online" || before.welcome !== welcome)
        return { status: "online", welcome, roundTripMs, since: wall(state.since) };
      return before.roundTripMs === roundTripMs ? before : { ...before, roundTripMs };
    }
    case "waiting": {
      const { error } = state;
      const times = { since: wall(state.awaySince), nextTryAt: wall(state.until) };
      return before.status === "away"
        ? before
        : { status: "away", ...times, ...(error === undefined ? {} : { error }) };
    }
    case "unpaired":
    case "refused":
      return before.status === state.status ? before : { status: state.status, error: state.error };
    case "closed":
      return before.status === "closed" ? before : { status: "closed" };
    case "idle":
      break;
  }
  return before;
}
