// The decisions of a document that rest on an experiment, computed with what is known of its session now.
import type { WorkspacePath } from "@nomous/client";
import {
  computeDecision,
  type DecisionResults,
  experimentsOf,
  type FoundResults,
  parseMarkdown,
  readDecisions,
  type SessionResults,
} from "@nomous/workbench/experiments";
import { useMemo } from "react";
import { useQuery } from "../hooks/use-query.ts";

/** A decision further down is shown in the document only. */
const MAX_LINES = 2_000;

/** Only decisions about this experiment alone: others are computed where all of their evidence is, in the document. */
export function useDecisions(path: WorkspacePath, results: SessionResults): readonly DecisionResults[] {
  const { data } = useQuery("workspace.read", { path, from: 1, to: MAX_LINES });
  const text = data?.lines.join("\n");
  const decisions = useMemo(() => (text === undefined ? [] : readDecisions(parseMarkdown(text))), [text]);
  return useMemo(() => {
    const { id } = results.evidence.session.protocol.experiment;
    return decisions.flatMap(({ decision }) => {
      if (decision === null || experimentsOf(decision).some((other) => other !== id)) return [];
      return [computeDecision(decision, new Map([[id, foundOf(results)]]))];
    });
  }, [decisions, results]);
}

const foundOf = (results: SessionResults): FoundResults => ({
  status: "found",
  path: "",
  results,
  sessions: 1,
  isProtocolCurrent: true,
  changes: [],
  changedInputs: [],
  isTorn: false,
});
