import { type CommandArgs, familyOf, type StreamId, type TurnId } from "@nomous/protocol";
import { type Decision, NOTHING_TO_DO, reject } from "../command/decision.ts";
import type { StreamState } from "../storage/storage.ts";

/** Cancelling what has ended is applied and changes nothing; what is written stays (rule C7). */
export function decideCancel(state: StreamState | undefined, { sid }: CommandArgs<"stream.cancel">): Decision {
  if (familyOf(sid) !== "generation") return reject("not-supported", "Only an answer can be cancelled.");
  if (state === undefined) return reject("not-found", "The answer does not exist.");
  if (state.end !== null) return NOTHING_TO_DO;
  return { status: "applied", change: {}, effect: { type: "generation.cancel", answer: answerOf(sid) } };
}

const answerOf = (sid: StreamId): TurnId => sid.slice(sid.indexOf("/") + 1) as TurnId;
