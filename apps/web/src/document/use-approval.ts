// Moves the document to another state. Edits are saved first, so that the bridge judges the text that stands on the page.
import type { LiveDocument, Obstacle } from "@nomous/client";
import { useState } from "react";
import { useCommand } from "../hooks/use-command.ts";
import { obstaclesOf } from "../library/obstacle-list.tsx";
import { errorText } from "../words/error.ts";
import type { StateFacts } from "./check/check-message.ts";

export interface StateMove {
  readonly move: (to: StateFacts) => void;
  /** The state that is being asked for. */
  readonly moving: StateFacts | undefined;
  /** The move that was refused, and what stands in its way. */
  readonly refused:
    | { readonly to: StateFacts; readonly message: string; readonly obstacles: readonly Obstacle[] }
    | undefined;
  readonly forget: () => void;
}

/** `onRefused` is told when a move was refused. */
export function useApproval(live: LiveDocument, onRefused: () => void): StateMove {
  const { run, error, refusal, forget } = useCommand();
  const [to, setTo] = useState<StateFacts>();
  const [isMoving, setMoving] = useState(false);
  const [unsaved, setUnsaved] = useState<string>();
  const move = async (state: StateFacts): Promise<void> => {
    setTo(state);
    setMoving(true);
    setUnsaved(undefined);
    try {
      await live.saved();
      const done = await run("document.state", { document: live.id, state: state.name });
      if (done === undefined) onRefused();
    } catch (failure) {
      setUnsaved(errorText(failure));
      onRefused();
    } finally {
      setMoving(false);
    }
  };
  const message = unsaved ?? error;
  return {
    move: (state) => void move(state),
    moving: isMoving ? to : undefined,
    refused: message === undefined || to === undefined ? undefined : { to, message, obstacles: obstaclesOf(refusal) },
    forget() {
      setUnsaved(undefined);
      forget();
    },
  };
}
