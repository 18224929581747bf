// Sends what a person tries as a suggestion: it is written when somebody accepts it in the text.
import type { PlanChange } from "@nomous/workbench/plans";
import { useState } from "react";
import { errorText } from "../../words/error.ts";
import type { DocumentDesk } from "../desk.ts";
import { whatIfText } from "./what-if.ts";

export interface Suggesting {
  readonly state: "ready" | "sending" | "sent";
  readonly problem: string | undefined;
  readonly send: (changes: readonly PlanChange[]) => void;
  readonly forget: () => void;
}

/** `onSent` when it waits in the text. */
export function useSuggest(desk: DocumentDesk, onSent: () => void): Suggesting {
  const [state, setState] = useState<Suggesting["state"]>("ready");
  const [problem, setProblem] = useState<string>();
  const send = async (changes: readonly PlanChange[]): Promise<void> => {
    setState("sending");
    setProblem(undefined);
    const failure = await suggest(desk, changes).catch(errorText);
    setProblem(failure);
    setState(failure === undefined ? "sent" : "ready");
    if (failure === undefined) onSent();
  };
  return {
    state,
    problem,
    send: (changes) => void send(changes),
    forget() {
      setState("ready");
      setProblem(undefined);
    },
  };
}

/** Somebody else may write meanwhile: then the place is looked for again, a few times. */
const TRIES = 5;

/** What is in the way; `undefined` when it is sent. */
async function suggest(
  { check, live }: Pick<DocumentDesk, "check" | "live">,
  changes: readonly PlanChange[],
): Promise<string | undefined> {
  for (let n = 0; n < TRIES; n += 1) {
    const edits = await check.ask<"plan-edits">({ kind: "plan-edits", changes });
    if (edits === undefined) continue;
    if (edits === null) return "The text holds no tasks any more.";
    if ("problems" in edits) return edits.problems.join(" ");
    if (edits.length === 0) return "The text says that already.";
    await live.suggest(edits, whatIfText(changes));
    return undefined;
  }
  return "The text changed all the time. Try again.";
}
