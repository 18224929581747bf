// What was asked by experiments, what was found, and what was decided by it.
import { experimentsOf } from "../decision/found-evidence.ts";
import { readDecisions } from "../decision/read-decisions.ts";
import { findResults, type FoundResults } from "../evidence/find-results.ts";
import type { Metric } from "../experiment/experiment.ts";
import { readExperiments } from "../experiment/read-experiments.ts";
import type { Subject } from "../rule/subject.ts";
import { citationsOf } from "./citations.ts";
import type { Coverage } from "./coverage.ts";
import type { DecisionCoverage } from "./decision-coverage.ts";
import type { GraphBuilder } from "./graph-builder.ts";
import type { TraceExtra, TracedSession } from "./trace-extra.ts";
import { placeIn, type TracedDocument } from "./traced-document.ts";

export function addEvidence(
  builder: GraphBuilder,
  documents: readonly TracedDocument[],
  { decisions }: Coverage,
  extra: TraceExtra,
): void {
  const sessions = Map.groupBy(extra.sessions, ({ experiment }) => experiment);
  const rested = new Map<string, string>();
  for (const { subject } of documents)
    for (const { id, experiment, fence } of readExperiments(subject.markdown)) {
      if (id === null) continue;
      const found = experiment === null ? null : findResults(subject.surroundings, experiment);
      const node = builder.idFor(subject.path, id, "experiment");
      const title = experiment?.question ?? id;
      const place = placeIn(subject, fence.from);
      builder.add({ id: node, kind: "experiment", title, state: experimentState(found), freshness: null, place });
      builder.link(subject.path, node, "measured by");
      for (const session of sessions.get(id) ?? []) addSession(builder, node, session, extra);
      const evidence = found !== null && "path" in found && builder.has(found.path) ? found.path : null;
      rested.set(`${subject.path}#${id}`, evidence ?? node);
    }
  for (const { subject } of documents) addDecisions(builder, subject, decisions, rested);
  for (const { subject } of documents) linkClaims(builder, subject);
}

function experimentState(found: FoundResults | null): string {
  if (found === null) return "cannot be understood";
  if (found.status !== "found") return { none: "not run", unknown: "", broken: "evidence broken" }[found.status];
  const [{ comparisons, metric }] = found.results.metrics;
  return comparisons.map(({ variant, verdict }) => `${variant} ${verdict} by ${titleOf(metric)}`).join(", ");
}

const titleOf = ({ title, id }: Metric): string => (title === "" ? id : title);

function addSession(
  builder: GraphBuilder,
  experiment: string,
  session: TracedSession,
  { freshness }: TraceExtra,
): void {
  const { path, state } = session;
  const place = { path, line: 1 };
  builder.add({
    id: path,
    kind: "evidence",
    title: session.session,
    state,
    freshness: freshness.get(path) ?? null,
    place,
  });
  builder.link(experiment, path, "recorded in");
}

/** `rested`: by document and experiment what a decision by it rests on: the session that counts, else the experiment. */
function addDecisions(
  builder: GraphBuilder,
  subject: Subject,
  coverage: readonly DecisionCoverage[],
  rested: ReadonlyMap<string, string>,
): void {
  const { path, markdown } = subject;
  for (const { decision, fence } of readDecisions(markdown)) {
    if (decision === null) continue;
    const id = builder.idFor(path, decision.id, "decision");
    const covered = coverage.find((one) => one.document === path && one.id === decision.id);
    const place = placeIn(subject, fence.from);
    builder.add({ id, kind: "decision", title: decision.id, state: covered?.winner ?? "open", freshness: null, place });
    const bases = experimentsOf(decision).flatMap((experiment) => rested.get(`${path}#${experiment}`) ?? []);
    for (const base of bases.length > 0 ? bases : [path]) builder.link(base, id, "decides");
    for (const follower of covered?.namedIn ?? []) builder.link(id, follower.path, "carried into");
  }
}

/** Numbers of other documents' experiments that a document states. */
function linkClaims(builder: GraphBuilder, subject: Subject): void {
  const own = new Set(readExperiments(subject.markdown).map(({ id }) => id));
  for (const { path } of citationsOf(subject)) {
    const [, experiment] = /^evidence\/([^/]+)\/[^/]+\.jsonl$/.exec(path) ?? [];
    if (experiment !== undefined && !own.has(experiment)) builder.link(path, subject.path, "stated in");
  }
}
