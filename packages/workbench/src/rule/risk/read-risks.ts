// The risks of a document with how likely and how bad they are, from tables and lists.
import { idOf, withoutId } from "../../prose/subject-words.ts";
import type { Span } from "../../text/span.ts";
import { type Point, pointsOf } from "../points.ts";
import type { Subject } from "../subject.ts";
import { nameOf } from "./mitigation.ts";
import { type Rating, ratingIn } from "./rating.ts";

export interface Risk extends Span {
  /** As it calls itself; null for one without a name. */
  readonly id: string | null;
  /** Without the id, in plain text. */
  readonly text: string;
  /** Null where nothing rates it. */
  readonly likelihood: Rating | null;
  readonly impact: Rating | null;
}

const LIKELIHOOD = ["Likelihood", "Probability", "Chance"];
const IMPACT = ["Impact", "Severity", "Effect"];

/** In the order of the text. */
export const readRisks = (subject: Subject): Risk[] => pointsOf(subject, "risks").map(riskOf);

function riskOf(point: Point): Risk {
  const name = nameOf(point);
  const id = point.cellOf("ID", "#", "No", "Nr")?.text ?? "";
  const said = `${point.text} ${point.below}`;
  return {
    from: point.from,
    to: point.to,
    id: idOf(name) ?? (id === "" ? null : id),
    text: withoutId(name),
    likelihood: ratingIn(point.cellOf(...LIKELIHOOD)?.text ?? labelled(said, LIKELIHOOD)),
    impact: ratingIn(point.cellOf(...IMPACT)?.text ?? labelled(said, IMPACT)),
  };
}

/** `Likelihood: low`, `(likelihood low, impact high)`. */
const labelled = (said: string, names: readonly string[]): string =>
  new RegExp(`\\b(?:${names.join("|")})\\b\\s*[:=–—-]?\\s*([^,;.)|]*)`, "i").exec(said)?.[1] ?? "";
