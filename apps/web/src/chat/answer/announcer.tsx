import { useEffect, useRef, useState } from "react";
import { useRuntime } from "../../hooks/use-client.ts";
import { finishedSentences, spokenWords } from "./answer-words.ts";

/** Long enough for a screen reader to have taken what it is to read. */
const HEARD_MS = 3_000;

/** Reads a live answer out by sentences; what was there before one looked is not read. */
export function Announcer({ text, isLive }: { text: string; isLive: boolean }) {
  const spoken = useRef(isLive ? 0 : text.length);
  const [said, setSaid] = useState("");
  const { clock } = useRuntime();
  // Once it was read out it goes, so that nobody meets the answer twice.
  useEffect(() => (said === "" ? undefined : clock.after(HEARD_MS, () => setSaid(""))), [said, clock]);
  useEffect(() => {
    const next = finishedSentences(text, spoken.current, !isLive);
    spoken.current = next.end;
    if (next.said !== "") setSaid(spokenWords(next.said));
  }, [text, isLive]);
  return (
    <p className="heard" aria-live="polite">
      {said}
    </p>
  );
}
