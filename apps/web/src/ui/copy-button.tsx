import { useEffect, useState } from "react";
import { useRuntime } from "../hooks/use-client.ts";
import { Button } from "./button.tsx";

const TOLD_MS = 2_000;
const WORDS = { ready: "", copied: "Copied", failed: "Not copied: the browser refused" };

/** Copies `text` and says so in its own place. */
export function CopyButton({ text, label, name }: { text: string; label: string; name?: string }) {
  const { clock } = useRuntime();
  const [state, setState] = useState<keyof typeof WORDS>("ready");
  useEffect(() => (state === "ready" ? undefined : clock.after(TOLD_MS, () => setState("ready"))), [state, clock]);
  const copy = (): void =>
    void navigator.clipboard.writeText(text).then(
      () => setState("copied"),
      () => setState("failed"),
    );
  return (
    <Button look="quiet" className="small copy" onClick={copy} aria-label={state === "ready" ? name : undefined}>
      <span aria-live="polite">{WORDS[state] || label}</span>
    </Button>
  );
}
