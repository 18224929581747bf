// Tells readers of `documents` that the library may look different: at once, and then once a second at most.
import { type Clock, DOCUMENTS, type StopTimer } from "@nomous/protocol";
import type { LatestStreams } from "../stream/latest-streams.ts";
import type { DocumentDesk } from "./document-desk.ts";
import type { DocumentLog } from "./document-log.ts";

interface RevisionParts {
  readonly clock: Clock;
  readonly latest: LatestStreams;
  readonly desk: DocumentDesk;
  readonly log: DocumentLog;
}

const PAUSE_MS = 1_000;

/** Returns how to stop. */
export function showRevisions({ clock, latest, desk, log }: RevisionParts): () => void {
  let revision = 0;
  let pause: StopTimer | undefined;
  let isChanged = false;

  const show = (): void => {
    isChanged = false;
    revision += 1;
    latest.show(DOCUMENTS, { revision });
    pause = clock.after(PAUSE_MS, () => {
      pause = undefined;
      if (isChanged) show();
    });
  };
  const changed = (): void => {
    isChanged = true;
    if (pause === undefined) show();
  };
  const stops = [desk.watch(changed), log.watch(changed)];
  return () => {
    for (const stop of stops) stop();
    pause?.();
  };
}
