// How far somebody has got with a document, and the one thing to do next. A heading alone is no progress: a part counts when
// somebody wrote something and no rule misses anything in it.
import { writingOf } from "../rule/part-content.ts";
import type { Finding } from "../rule/rule.ts";
import type { Subject, TypedDocument } from "../rule/subject.ts";
import type { Markdown } from "../text/markdown.ts";
import type { Part, Phase, State } from "../type/document-type.ts";
import type { LocatedPart } from "../type/locate-parts.ts";
import type { CheckedDocument } from "./check-document.ts";

export interface Progress {
  readonly written: number;
  /** How many parts a complete document of this type and these scopes has. */
  readonly required: number;
  /** The first phase of the type that is not complete. */
  readonly phase: string | null;
  /** Null when all are written. */
  readonly next: NextPart | null;
  /** Nobody has written anything in any part. */
  readonly isUntouched: boolean;
}

interface NextPart {
  readonly heading: string;
  /** Null when it is not in the document yet. */
  readonly line: number | null;
  readonly guidance: string;
}

/** Where an experiment stands is written; what it lacks is a run. */
const NOT_RUN = "experiment.not-run";

const NO_PARTS: Progress = { written: 0, required: 0, phase: null, next: null, isUntouched: false };

export function progressOf({ subject, findings }: CheckedDocument): Progress {
  const { typed, markdown } = subject;
  if (typed === null) return NO_PARTS;
  const gaps = findings.filter(
    ({ rule, severity, weight }) => rule !== NOT_RUN && (severity !== "note" || weight === "missing"),
  );
  const required = requiredParts(typed, typed.type.parts);
  const unwritten = required.filter((part) => !isWritten(part, typed, markdown, gaps));
  const phase = typed.type.phases.find((one) => unwritten.some((part) => belongsTo(part, one)));
  const next = unwritten.find((part) => phase === undefined || belongsTo(part, phase)) ?? null;
  return {
    written: required.length - unwritten.length,
    required: required.length,
    phase: phase?.name ?? null,
    next: next === null ? null : describePart(next, typed, markdown),
    isUntouched: typed.located.every((place) => writingOf(markdown, place, typed.type) !== "something"),
  };
}

const placesOf = ({ located }: TypedDocument, part: Part): LocatedPart[] => located.filter((one) => one.part === part);

/** Those below come before the part that holds them, so that what is written next is always one whole thing. */
function requiredParts(typed: TypedDocument, parts: readonly Part[]): Part[] {
  return parts.flatMap((part) => {
    const isThere = placesOf(typed, part).length > 0;
    const isRequired = part.need === "always" || (part.need === "full" ? isThere : isDeclared(part, typed));
    const below = isThere || isRequired ? requiredParts(typed, part.parts ?? []) : [];
    return isRequired ? [...below, part] : below;
  });
}

const isDeclared = ({ need }: Part, { scopes }: TypedDocument): boolean =>
  typeof need === "object" && scopes.has(need.scope);

/** A part without a heading of its own is written when one of those below it is. */
function isWritten(part: Part, typed: TypedDocument, markdown: Markdown, gaps: readonly Finding[]): boolean {
  const places = placesOf(typed, part);
  if (places.length === 0) return (part.parts ?? []).some((below) => isWritten(below, typed, markdown, gaps));
  return places.some((place) => {
    const hasGap = gaps.some(({ from }) => from >= place.anchor.from && from < place.own.to);
    return !hasGap && writingOf(markdown, place, typed.type) === "something";
  });
}

const belongsTo = ({ id }: Part, { parts }: Phase): boolean =>
  parts.some((one) => id === one || id.startsWith(`${one}.`));

function describePart(part: Part, typed: TypedDocument, { lines }: Markdown): NextPart {
  const [place] = placesOf(typed, part);
  const line = place === undefined ? null : lines.positionOf(place.anchor.from).line;
  return { heading: part.heading, line, guidance: part.guidance };
}

/** What to do with a document, as one sentence without full stop: "Write Success criteria (line 23)". */
export function nextStepOf(checked: CheckedDocument): string {
  const { stage } = checked.subject;
  return (
    fixStep(checked, "error") ??
    (stage === "closed" ? null : (runStep(checked) ?? writeStep(checked))) ??
    fixStep(checked, "warning") ??
    moveStep(checked.subject) ??
    "Nothing to do"
  );
}

function fixStep({ subject, findings }: CheckedDocument, severity: "error" | "warning"): string | null {
  const [first, ...more] = findings.filter((finding) => finding.severity === severity);
  if (first === undefined) return null;
  const { line } = subject.markdown.lines.positionOf(first.from);
  return `Fix ${more.length + 1} ${severity}${more.length === 0 ? "" : "s"} (line ${line})`;
}

/** What is measured comes when the question is written, and before the answer is. */
function runStep(checked: CheckedDocument): string | null {
  const { path, typed } = checked.subject;
  if (typed === null || !checked.findings.some(({ rule }) => rule === NOT_RUN)) return null;
  return progressOf(checked).phase === typed.type.phases[0]?.name ? null : `Measure: nomous run ${quote(path)}`;
}

function writeStep(checked: CheckedDocument): string | null {
  const { next } = progressOf(checked);
  if (next === null) return null;
  return next.line === null ? `Add ${next.heading}` : `Write ${next.heading} (line ${next.line})`;
}

/** A finished document moves on: to its next open state, else to the document that it leads to, else to its end. */
function moveStep({ path, typed, stage }: Subject): string | null {
  if (typed === null || stage === "closed") return null;
  const ahead = statesAhead(typed);
  const open = ahead.find((state) => state.stage !== "closed");
  const [successor] = typed.type.leadsTo;
  if (open === undefined && successor !== undefined) return `Move on: nomous new ${successor} --from ${quote(path)}`;
  const next = open ?? ahead[0];
  if (next === undefined) return null;
  return `${next.isApproval === true ? "Approve" : "Move on"}: nomous status ${quote(path)} ${next.name}`;
}

/** The states that may follow and are no way back, the usual one first. */
function statesAhead({ type: { states }, state }: TypedDocument): State[] {
  const present = state ?? states[0];
  return states
    .slice(states.findIndex((one) => one === present) + 1)
    .filter(({ name }) => present?.next.includes(name));
}

/** For a shell, where a path has more in it than most. */
const quote = (path: string): string => (/^[\w./-]+$/.test(path) ? path : `"${path}"`);
