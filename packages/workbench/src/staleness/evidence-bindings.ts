// The sessions that a document rests on: those of its own experiments, those that it claims numbers of, and those that its generated parts
// were made of.
import { findMeasurements } from "../claim/find-measurements.ts";
import { readClaims } from "../claim/read-claims.ts";
import { evidenceFolder, findResults } from "../evidence/find-results.ts";
import { readSession } from "../evidence/read-session.ts";
import { readExperiments } from "../experiment/read-experiments.ts";
import { ownerOf } from "../region/region-kind.ts";
import { regionsIn } from "../region/region.ts";
import type { Subject } from "../rule/subject.ts";
import type { Span } from "../text/span.ts";
import type { Binding, MeasuredOn } from "./binding.ts";
import { statementAt } from "./statement-at.ts";

export function* evidenceBindings(subject: Subject): Generator<Binding> {
  yield* ownExperiments(subject);
  yield* claimedExperiments(subject);
  yield* shownSessions(subject);
}

function* ownExperiments(subject: Subject): Generator<Binding> {
  for (const { experiment, spanOf } of readExperiments(subject.markdown)) {
    if (experiment === null) continue;
    const found = findResults(subject.surroundings, experiment);
    if (found.status !== "found") continue;
    const { session } = found.results.evidence;
    const measured = { experiment: experiment.id, session, changes: changesOf(found) };
    yield bindingTo(subject, found.path, measured, spanOf(["id"]));
  }
}

/** The words of a question may change and the protocol still be another: then there is no phrase for it. */
const changesOf = ({
  isProtocolCurrent,
  changes,
}: {
  readonly isProtocolCurrent: boolean;
  readonly changes: readonly string[];
}): readonly string[] => (isProtocolCurrent || changes.length > 0 ? changes : ["its protocol is another"]);

/** Numbers of experiments that stand in other documents. */
function* claimedExperiments(subject: Subject): Generator<Binding> {
  const claims = readClaims(subject.markdown).filter(({ form }) => form !== "address");
  if (claims.length === 0) return;
  const own = new Set(readExperiments(subject.markdown).map(({ id }) => id));
  const measurements = findMeasurements(subject.markdown, subject.surroundings);
  for (const { key, from, to } of claims) {
    if (key === null || own.has(key.experiment)) continue;
    const found = measurements.find(key);
    if (found.status !== "measured") continue;
    const session = sessionIn(subject, found.path);
    if (session !== null)
      yield bindingTo(subject, found.path, { experiment: key.experiment, session, changes: [] }, { from, to });
  }
}

function sessionIn({ surroundings }: Subject, path: string): MeasuredOn["session"] {
  const text = surroundings.textOf(path);
  const decoded = text === undefined ? undefined : readSession(path, text);
  return decoded?.ok === true ? decoded.evidence.session : null;
}

/** Sessions that are gone: those that are there are bound by their experiments. */
function* shownSessions(subject: Subject): Generator<Binding> {
  for (const { name, at, from, content } of regionsIn(subject.markdown)) {
    const owner = ownerOf(name);
    const [, session] = /^([^:,]+):\d+$/.exec(at ?? "") ?? [];
    if (owner?.of !== "experiment" || session === undefined) continue;
    const path = `${evidenceFolder(owner.id)}/${session}.jsonl`;
    if (subject.surroundings.kindOf(path) === "missing")
      yield bindingTo(subject, path, { experiment: owner.id, session: null, changes: [] }, { from, to: content.from });
  }
}

const bindingTo = ({ markdown }: Subject, path: string, evidence: MeasuredOn, span: Span): Binding => ({
  kind: "evidence",
  target: path,
  paths: [path],
  symbol: null,
  lines: null,
  section: null,
  isSource: false,
  isPointer: false,
  evidence,
  mentions: [{ ...span, statement: statementAt(markdown, span), address: null }],
});
