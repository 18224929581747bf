// Decisions, and where documents that rest on them say so.
import { outcomeOfDecision } from "../decision/compute-decision.ts";
import { resultsByExperiment } from "../decision/document-results.ts";
import { experimentsOf } from "../decision/found-evidence.ts";
import { readDecisions } from "../decision/read-decisions.ts";
import type { Subject } from "../rule/subject.ts";
import { citationsOf } from "./citations.ts";
import { placeIn, type TracedDocument, type TracePlace } from "./traced-document.ts";

export interface DecisionCoverage {
  readonly document: string;
  readonly id: string;
  readonly line: number;
  /** The option that is ahead; null while nobody can tell. */
  readonly winner: string | null;
  /** The first place in each document that names the decision, or its winner. */
  readonly namedIn: readonly TracePlace[];
  /** Documents that are made from it and do not. */
  readonly unnamedIn: readonly string[];
}

/** `followers` are made from the document. */
export function decisionCoverage(
  { subject }: TracedDocument,
  followers: readonly TracedDocument[],
): DecisionCoverage[] {
  const blocks = readDecisions(subject.markdown).flatMap(({ decision, fence }) =>
    decision === null ? [] : [{ decision, fence }],
  );
  if (blocks.length === 0) return [];
  const results = resultsByExperiment(subject.markdown, subject.surroundings);
  return blocks.map(({ decision, fence }) => {
    const { id } = decision;
    const isKnown = experimentsOf(decision).every((experiment) => results.get(experiment)?.status !== "unknown");
    const outcome = isKnown ? outcomeOfDecision(decision, results) : null;
    const winner = outcome?.kind === "winner" ? outcome.winner : null;
    const found = followers.map((one) => ({ one, place: namedIn(one.subject, subject, id, winner) }));
    return {
      document: subject.path,
      id,
      line: subject.markdown.lines.positionOf(fence.from).line,
      winner,
      namedIn: found.flatMap(({ place }) => place ?? []),
      unnamedIn: found.flatMap(({ one, place }) => (place === null ? [one.subject.path] : [])),
    };
  });
}

function namedIn(follower: Subject, source: Subject, id: string, winner: string | null): TracePlace | null {
  const { text } = follower.markdown;
  const link = citationsOf(follower).find(({ path, words }) => path === source.path && words.includes(id));
  if (link !== undefined) return placeIn(follower, link.from);
  const names = winner === null ? [id] : [id, winner];
  const offsets = names.map((name) => wholeWords(text, name)).filter((offset) => offset >= 0);
  return offsets.length === 0 ? null : placeIn(follower, Math.min(...offsets));
}

/** Where a name stands that is no part of a longer one, whatever its letter case; -1: nowhere. */
function wholeWords(text: string, name: string): number {
  const escaped = name
    .trim()
    .replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")
    .replaceAll(/\s+/g, "\\s+");
  return new RegExp(`(?<![\\p{L}\\p{N}/-])${escaped}(?![\\p{L}\\p{N}/-])`, "iu").exec(text)?.index ?? -1;
}
