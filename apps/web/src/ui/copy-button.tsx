import { useEffect, useState } from "react";
import { useRuntime } from "../hooks/use-client.ts";
import { Button } from "./button.tsx";

const TOLD_MS = 2_000;
const WORDS = { ready: "", copied: "Copied", failed: "Not copied: the browser refused" };

interface CopyButtonProps {
  /** A function where it has to be fetched first. */
  text: string | (() => Promise<string>);
  label: string;
  name?: string;
}

/** Copies `text` and says so in its own place. */
export function CopyButton({ text, label, name }: CopyButtonProps) {
  const { clock } = useRuntime();
  const [state, setState] = useState<keyof typeof WORDS>("ready");
  useEffect(() => (state === "ready" ? undefined : clock.after(TOLD_MS, () => setState("ready"))), [state, clock]);
  const copy = (): void =>
    void write(text).then(
      () => setState("copied"),
      () => setState("failed"),
    );
  return (
    <Button look="quiet" className="small copy" onClick={copy} aria-label={state === "ready" ? name : undefined}>
      <span aria-live="polite">{WORDS[state] || label}</span>
    </Button>
  );
}

const write = async (text: CopyButtonProps["text"]): Promise<void> =>
  navigator.clipboard.writeText(typeof text === "string" ? text : await text());
