// A document as a person is told of it. Every mark has its word, and the words promise no more than the bridge knows.
import type { DocumentOverview, Freshness } from "@nomous/client";
import type { GlyphName, Tone } from "../ui/glyph.tsx";
import { plural } from "../words/numbers.ts";
import { dayText } from "../words/time.ts";

export interface Mark {
  readonly glyph: GlyphName;
  readonly tone?: Tone;
  readonly text: string;
}

/** States at which a document ends without being done. */
const ENDED = new Set(["rejected", "abandoned", "superseded", "deprecated"]);

/** Whether its life ended without it being done. */
export const isEnded = ({ state }: DocumentOverview): boolean =>
  state !== null && state.stage === "closed" && ENDED.has(state.name);

/** The state of its lifecycle. */
export function stateMark(document: DocumentOverview): Mark {
  const { state } = document;
  if (state === null) return { glyph: "ring", text: "no state" };
  return { glyph: isEnded(document) ? "ended" : stageGlyph(state.stage), text: state.label };
}

/** A stage of any type's lifecycle. */
export function stageGlyph(stage: string): GlyphName {
  switch (stage) {
    case "draft":
    case "review":
    case "approved":
      return stage;
    default:
      return "finished";
  }
}

type PossibleState = Pick<DocumentOverview["possible"][number], "label" | "isApproval">;

/** What the button or menu line of a state says: "Approve", or "Approve, 4 checks fail". */
export function moveText({ label, isApproval }: PossibleState, failing = 0): string {
  const verb = isApproval ? "Approve" : `Move to ${label}`;
  return failing === 0 ? verb : `${verb}, ${plural(failing, "check")} ${failing === 1 ? "fails" : "fail"}`;
}

/** Whether what was approved is what is there; `undefined`: nobody approved it. */
export function approvalMark({ approval }: DocumentOverview): Mark | undefined {
  switch (approval) {
    case "valid":
      return { glyph: "check", tone: "ok", text: "as approved" };
    case "stale":
      return { glyph: "stale", tone: "stale", text: "approved, edited since" };
    case "unknown":
      return { glyph: "note", tone: "note", text: "approval not known" };
    case "none":
      break;
  }
  return undefined;
}

const SEVERITIES = ["error", "warning", "note"] as const;

/** What rules found, worst first. */
export const problemMarks = ({ problems }: DocumentOverview): readonly Mark[] =>
  SEVERITIES.filter((severity) => problems[severity] > 0).map((severity) => ({
    glyph: severity,
    tone: severity,
    text: plural(problems[severity], severity),
  }));

/** Whether what a document rests on still holds. Green is said only of what was looked at. */
export const FRESHNESS_MARKS: Readonly<Record<Freshness, Mark>> = {
  fresh: { glyph: "check", tone: "ok", text: "fresh" },
  unverifiable: { glyph: "unverifiable", tone: "note", text: "not verifiable" },
  "needs-review": { glyph: "stale", tone: "stale", text: "needs review" },
  broken: { glyph: "broken", tone: "error", text: "broken" },
};

/** The one thing beside its state that a short line has room for; `freshness` where it is known. */
export function shortMark(document: DocumentOverview, freshness: Freshness | undefined): Mark | undefined {
  if (document.approval === "stale") return { glyph: "stale", tone: "stale", text: "edited since" };
  if (freshness === "broken" || freshness === "needs-review") return FRESHNESS_MARKS[freshness];
  const error = problemMarks(document).find(({ glyph }) => glyph === "error");
  return error ?? approvalMark(document) ?? (freshness === undefined ? undefined : FRESHNESS_MARKS[freshness]);
}

export const committedText = ({ committed }: DocumentOverview, now: number): string =>
  committed === null ? "not committed" : `committed ${dayText(committed.last, now)}`;

/** `3 of 12`; a document of no type has no parts to write. */
export const progressText = ({ progress: { written, required } }: DocumentOverview): string =>
  required === 0 ? "" : `${written} of ${required}`;

export const titleText = ({ title, path }: DocumentOverview): string => title || path;
