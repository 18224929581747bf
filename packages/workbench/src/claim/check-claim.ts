// One claim against what was measured. Each judgement is in a file of its own; here is only their order: what cannot be read is not
// judged, and the words of a sentence are weighed beside its number.
import type { Markdown } from "../text/markdown.ts";
import { formMessage } from "./claim-form.ts";
import { isFitting, misfitProblem, numberProblem, numbersOf } from "./claim-number.ts";
import { type ClaimProblem, fixFrom, problemAt } from "./claim-problem.ts";
import { judgeDirection } from "./judge-direction.ts";
import { judgeVariants } from "./judge-variants.ts";
import { judgeVerb } from "./judge-verb.ts";
import type { Measured } from "./measured.ts";
import type { Measurements } from "./measurements.ts";
import { type Claim, readClaims } from "./read-claims.ts";
import { isQuestion, type Speech, speechOf } from "./speech.ts";
import type { Stated } from "./stated.ts";

/** What is wrong with the claims of a document, in the order of the text. */
export function claimProblems(markdown: Markdown, measurements: Measurements): ClaimProblem[] {
  const bySentence = Map.groupBy(readClaims(markdown), ({ sentence }) => `${sentence.from} ${sentence.to}`);
  const stale = new Set<string>();
  return [...bySentence.values()].flatMap((beside) =>
    beside.flatMap((claim) =>
      checkClaim(claim, beside, measurements).filter((problem) => isFirst(problem, claim, stale)),
    ),
  );
}

/** What changed since an experiment is told at its first claim: it is the same for all. */
function isFirst({ kind }: ClaimProblem, { key }: Claim, told: Set<string>): boolean {
  if (kind !== "stale" || key === null) return true;
  const isNew = !told.has(key.experiment);
  told.add(key.experiment);
  return isNew;
}

/** `beside` are the claims of the same sentence, this one among them. */
function checkClaim(claim: Claim, beside: readonly Claim[], measurements: Measurements): ClaimProblem[] {
  const malformed = formMessage(claim);
  if (malformed !== null || claim.key === null) return [problemAt(claim, "form", malformed ?? "")];
  const found = measurements.find(claim.key);
  if (found.status === "unreadable") return [];
  if (found.status !== "measured") return [problemAt(claim, found.status, found.message)];
  const { review, measured } = found;
  const stale = review === null ? [] : [problemAt(claim, "stale", `${review} Look at it again, or run it again.`)];
  return isQuestion(claim.sentence.text) ? stale : [...stale, ...judge(claim, beside, measured, measurements)];
}

function judge(claim: Claim, beside: readonly Claim[], keyed: Measured, measurements: Measurements): ClaimProblem[] {
  const speech = speechOf(claim, beside, keyed);
  const spoken = judgeVariants(keyed, speech);
  if ("message" in spoken) return [problemAt(claim, "other-variant", spoken.message)];
  const { measured } = spoken;
  const stated = numbersOf(claim, measured, speech);
  const fitting = stated.find((one) => isFitting(measured, one)) ?? null;
  const ofNumber =
    fitting === null ? misfitProblem(claim, measured, stated) : numberProblem(claim, measured, fitting, measurements);
  return [ofNumber, wordProblem(claim, measured, fitting, speech)].filter((one) => one !== null);
}

function wordProblem(claim: Claim, measured: Measured, stated: Stated | null, speech: Speech): ClaimProblem | null {
  const way = judgeDirection(measured, stated, speech);
  if (way !== null) return problemAt(claim, "direction", way.message, fixFrom(claim.sentence.from, way.fix));
  const message = judgeVerb(measured, stated?.bound === "up to" ? withPromise(speech, stated) : speech);
  return message === null ? null : problemAt(claim, "verb", message);
}

/** "Up to" promises a result. */
function withPromise(speech: Speech, { span }: Stated): Speech {
  const promise = { ...span, kind: "strong", words: "up to", isSpeed: false, isBeside: false } as const;
  return { ...speech, assertions: [...speech.assertions, promise] };
}
