import type { ReactNode } from "react";
import { useNow } from "../../hooks/use-timer.ts";
import { clockText, momentText } from "../../words/time.ts";
import "./turn.css";

interface TurnFrameProps {
  /** Round mark: a person; square: an engine, filled with accent while it writes; dashed: waits. */
  kind: "person" | "engine" | "live" | "waits" | "refused";
  at: number | undefined;
  children: ReactNode;
}

/** One turn on the line of the thread, its time in the margin. */
export function TurnFrame({ kind, at, children }: TurnFrameProps) {
  const now = useNow(60_000, false);
  return (
    <article className={`turn ${kind}`}>
      <span className="when">
        {at !== undefined && (
          <time dateTime={new Date(at).toISOString()} title={momentText(at, now)}>
            {clockText(at)}
          </time>
        )}
      </span>
      <div className="body">{children}</div>
    </article>
  );
}
