import { useConnection, useRuntime } from "../hooks/use-client.ts";
import { Empty } from "../ui/status.tsx";
import { momentText } from "../words/time.ts";

interface AwayNoteProps {
  /** Begins the sentence that tells its age: "This list". */
  what: string;
  /** When it came, wall clock of this browser; `undefined`: there is none. */
  at: number | undefined;
  /** What belongs to it and may be of another age: "what it rests on". */
  beside?: { readonly what: string; readonly at: number | undefined };
  /** What is told when there is none. */
  lack: string;
}

/** While the bridge is away: how old what is shown is, or why there is nothing. */
export function AwayNote({ what, at, beside, lack }: AwayNoteProps) {
  const now = useRuntime().clock.now();
  if (useConnection().status !== "away") return null;
  if (at === undefined) return <Empty>Bridge away. {lack}</Empty>;
  const other = beside?.at === undefined ? "" : momentText(beside.at, now);
  const own = momentText(at, now);
  return (
    <Empty>
      Bridge away. {what} is from {own}
      {other !== "" && other !== own && `, ${beside?.what} from ${other}`}.
    </Empty>
  );
}
