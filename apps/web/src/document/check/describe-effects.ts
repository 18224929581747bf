// What a text would do in one place of a document: how the claims there would stand, and what the rules would find there.
import { type CheckedDocument, type Finding, readClaims, type Subject } from "@nomous/workbench";
import type { ClaimEffect, PlaceEffects } from "./check-message.ts";
import { claimsIn } from "./describe-experiments.ts";

/** Of the text from `from` to `to`, which stands in the document that was checked. */
export function effectsIn(
  { subject, findings }: CheckedDocument,
  from: number,
  to: number,
): Omit<PlaceEffects, "asOf"> {
  const claims = readClaims(subject.markdown).filter((claim) => claim.from < to && from < claim.to);
  return {
    claims: effectsOf(subject, claims),
    problems: findings
      .filter((finding) => finding.severity !== "note" && finding.from < to && from < finding.to)
      .filter((finding) => !isToldByClaim(finding, claims))
      .map(({ rule, severity, message }) => ({ rule, severity, message })),
  };
}

function effectsOf(subject: Subject, claims: ReturnType<typeof readClaims>): ClaimEffect[] {
  const known = claimsIn(subject);
  return claims.map(({ from, to, name, words }) => ({
    name,
    words: subject.markdown.text.slice(words.from, words.to).replaceAll(/&nbsp;|\s+/g, " "),
    state: known.find((claim) => claim.from === from && claim.to === to)?.state ?? null,
  }));
}

/** What is wrong with a claim is its state. */
const isToldByClaim = ({ rule, from, to }: Finding, claims: ReturnType<typeof readClaims>): boolean =>
  rule.startsWith("claim.") && claims.some((claim) => claim.from < to && from < claim.to);
