import { useState } from "react";
import { useClient } from "../../hooks/use-client.ts";
import { Button } from "../../ui/button.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import { Status } from "../../ui/status.tsx";
import type { Refusal } from "./thread-rows.ts";
import { TurnFrame } from "./turn-frame.tsx";

/** A prompt that the bridge did not take: why, and its text until a person lets it go. */
export function RefusedPrompt({ refusal }: { refusal: Refusal }) {
  const client = useClient();
  const [isGone, setGone] = useState(false);
  const dismiss = (): void => {
    setGone(true);
    void client.dismiss(refusal.id);
  };
  if (isGone) return null;
  return (
    <TurnFrame kind="refused" at={undefined}>
      <div className="who">
        <span className="c-error">
          <Status glyph="error">Not taken: {refusal.error.message}</Status>
        </span>
      </div>
      <p className="say">{refusal.text}</p>
      <div className="row">
        <CopyButton text={refusal.text} label="Copy the text" />
        <Button look="quiet" className="small" onClick={dismiss}>
          Dismiss
        </Button>
      </div>
    </TurnFrame>
  );
}
