import { useConnection, useRuntime } from "../../hooks/use-client.ts";
import { momentText } from "../../words/time.ts";

/** Since when evidence is known that is not fresh: the bridge is away. `at`: wall clock of this browser; `undefined`: nothing is known. */
export function EvidenceAge({ at }: { at: number | undefined }) {
  const { clock } = useRuntime();
  if (useConnection().status !== "away" || at === undefined) return null;
  return <p className="meta">Evidence as of {momentText(at, clock.now())}</p>;
}
