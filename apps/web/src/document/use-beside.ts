// What the bridge knows of what stands beside the document: whether what it rests on still holds, and what was captured of its tasks. It is
// asked again when files have come to rest, when a job ended, and when a person comes back to the page.
import type { DocumentFreshness, TaskVerification } from "@nomous/client";
import { useEffect, useMemo, useRef } from "react";
import { useLatest } from "../hooks/use-latest.ts";
import { useQuery } from "../hooks/use-query.ts";
import { useSettled } from "../hooks/use-settled.ts";
import { useLastEnd } from "../runs/use-experiment-job.ts";
import type { DocumentDesk } from "./desk.ts";

export interface BesideView {
  readonly freshness: DocumentFreshness | undefined;
  readonly verifications: readonly TaskVerification[] | undefined;
  readonly again: () => void;
}

const REST_MS = 1_000;

export function useBeside(desk: DocumentDesk | undefined, path: string | undefined, isPlan: boolean): BesideView {
  const { data: told, again: askFreshness } = useQuery("freshness.document", path === undefined ? undefined : { path });
  const { data: seen, again: askSeen } = useQuery(
    "plan.verifications",
    isPlan && path !== undefined ? { path } : undefined,
  );
  const again = useMemo(
    () => (): void => {
      askFreshness();
      askSeen();
    },
    [askFreshness, askSeen],
  );
  useOccasions(again);
  // Of another document nothing counts.
  const freshness = told?.freshness?.path === path ? (told?.freshness ?? undefined) : undefined;
  const verifications = isPlan ? seen?.tasks : undefined;
  useEffect(
    () => desk?.check.tell({ type: "beside", beside: { targets: freshness?.targets, verifications } }),
    [desk, freshness, verifications],
  );
  useEffect(() => desk?.showFreshness(freshness), [desk, freshness]);
  return { freshness, verifications, again };
}

function useOccasions(again: () => void): void {
  const occasion = useSettled(`${useLatest("documents")?.revision} ${useLastEnd()}`, REST_MS);
  const last = useRef(occasion);
  useEffect(() => {
    if (last.current !== occasion) again();
    last.current = occasion;
  }, [occasion, again]);
  useEffect(() => {
    window.addEventListener("focus", again);
    return () => window.removeEventListener("focus", again);
  }, [again]);
}
