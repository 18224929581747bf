// The experiments of all documents: asked again when a document changes, and when a job ends.
import type { QueryResult } from "@nomous/client";
import { useEffect } from "react";
import { useLatest } from "../hooks/use-latest.ts";
import { type QueryState, useQuery } from "../hooks/use-query.ts";
import { useLastEnd } from "./use-experiment-job.ts";

export function useExperiments(): QueryState<QueryResult<"experiment.list">> {
  const state = useQuery("experiment.list", {});
  const { again } = state;
  const revision = `${useLatest("documents")?.revision} ${useLastEnd()}`;
  useEffect(again, [revision, again]);
  return state;
}
