// Deciding: the choice is sent or waits, and the next open conflict comes at once. What the bridge refuses is told, whichever is shown by then.
import { ClientError, type ConflictChoice, type LiveDocument, type PlacedConflict } from "@nomous/client";
import { useState } from "react";
import { errorText } from "../../words/error.ts";
import { countText } from "../../words/numbers.ts";
import { keptText, type SidesView } from "./conflict-sides.ts";
import { excerptOf, standingOf } from "./conflict-words.ts";

export interface Resolving {
  readonly resolve: (placed: PlacedConflict, sides: SidesView, choice: ConflictChoice, text: string) => void;
  /** Why the last one was not decided. */
  readonly problem: string | undefined;
  readonly forget: () => void;
  /** For who hears the page. */
  readonly told: string;
}

export function useResolve(
  live: LiveDocument,
  conflicts: readonly PlacedConflict[],
  onNext: (placed: PlacedConflict) => void,
): Resolving {
  const [problem, setProblem] = useState<string>();
  const [told, setTold] = useState("");
  const send = async (placed: PlacedConflict, choice: ConflictChoice, text: string): Promise<void> => {
    const name = `“${excerptOf(placed.conflict)}”`;
    try {
      const { status, error } = await live.resolve(placed.conflict.conflict, choice, text);
      if (status !== "applied") setProblem(`${name}: ${error?.message ?? `the bridge refused it (${status})`}`);
    } catch (failure) {
      // Another choice of this person took its place.
      if (failure instanceof ClientError && failure.code === "withdrawn") return;
      setProblem(`${name}: ${errorText(failure)}`);
    }
  };
  return {
    resolve(placed, sides, choice, text) {
      setProblem(undefined);
      void send(placed, choice, text);
      const left = nextOpen(conflicts, placed);
      setTold(`You ${keptText(choice, sides)}. ${countText(left.length)} left.`);
      // Without another one it stays, and tells how it was decided.
      onNext(left[0] ?? placed);
    },
    problem,
    forget: () => setProblem(undefined),
    told,
  };
}

/** Those that are still to be decided, from the one behind `placed` round to it. */
function nextOpen(conflicts: readonly PlacedConflict[], placed: PlacedConflict): readonly PlacedConflict[] {
  const at = conflicts.indexOf(placed);
  return [...conflicts.slice(at + 1), ...conflicts.slice(0, Math.max(0, at))].filter(
    (one) => standingOf(one) === "open",
  );
}
