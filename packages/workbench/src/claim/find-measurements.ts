// All that the claims of a document can be bound to: the experiments of the document itself, and those of others that it cites.
import { findResults, type FoundResults, sessionPaths } from "../evidence/find-results.ts";
import { readSession } from "../evidence/read-session.ts";
import type { Experiment } from "../experiment/experiment.ts";
import { readExperiments } from "../experiment/read-experiments.ts";
import type { Surroundings } from "../rule/subject.ts";
import { parseMarkdown, type Markdown } from "../text/markdown.ts";
import type { ClaimKey } from "./claim-key.ts";
import { everythingIn, measure, type Measured } from "./measured.ts";
import { type FoundMeasure, type Measurements, noExperiment } from "./measurements.ts";

export function findMeasurements(markdown: Markdown, surroundings: Surroundings): Measurements {
  const read = readExperiments(markdown);
  const own = read.flatMap(({ experiment }) => (experiment === null ? [] : [experiment]));
  const ids = read.flatMap(({ id }) => (id === null ? [] : [id]));
  const known = new Map<string, FoundResults>();
  const resultsFor = (experiment: Experiment): FoundResults => {
    const found = known.get(experiment.id) ?? findResults(surroundings, experiment);
    known.set(experiment.id, found);
    return found;
  };
  let all: Measured[] | undefined;
  return {
    find: (key) => {
      const experiment = own.find(({ id }) => id === key.experiment);
      // Its own problems are told where it stands.
      if (experiment === undefined && ids.includes(key.experiment)) return { status: "unreadable" };
      const elsewhere = experiment ?? experimentElsewhere(surroundings, key.experiment);
      if (elsewhere === undefined) return { status: "unreadable" };
      if (elsewhere === null) return { status: "unknown", message: noExperiment(key.experiment, ids) };
      return foundMeasure(resultsFor(elsewhere), key);
    },
    all: () => (all ??= everythingOf(own, resultsFor)),
  };
}

const everythingOf = (experiments: readonly Experiment[], resultsFor: (one: Experiment) => FoundResults): Measured[] =>
  experiments.flatMap((experiment) => {
    const found = resultsFor(experiment);
    return found.status === "found" ? everythingIn(found.results, experiment.id) : [];
  });

/** An experiment of another document, as it is written there now; null when there is no evidence of it, undefined when nobody knows. */
function experimentElsewhere(surroundings: Surroundings, id: string): Experiment | null | undefined {
  const paths = sessionPaths(surroundings, id);
  if (paths === undefined) return undefined;
  for (const path of paths) {
    const text = surroundings.textOf(path);
    const decoded = text === undefined ? undefined : readSession(path, text);
    if (decoded?.ok !== true) continue;
    const { document, protocol } = decoded.evidence.session;
    const home = surroundings.textOf(document);
    const now = home === undefined ? [] : readExperiments(parseMarkdown(home));
    return now.find(({ experiment }) => experiment?.id === id)?.experiment ?? protocol.experiment;
  }
  return paths.length === 0 ? null : undefined;
}

function foundMeasure(found: FoundResults, key: ClaimKey): FoundMeasure {
  if (found.status === "none") {
    const { experiment } = key;
    return {
      status: "unknown",
      message: `"${experiment}" was never run, so there is no number to state. Run it with nomous run ${experiment}.`,
    };
  }
  if (found.status === "unknown") return { status: "unreadable" };
  if (found.status === "broken") {
    const [{ line, message } = { line: 1, message: "it cannot be read" }] = found.problems;
    return { status: "evidence", message: `The evidence cannot be trusted: ${found.path}:${line}: ${message}` };
  }
  const measured = measure(found.results, key);
  if ("unknown" in measured) return { status: "unknown", message: measured.unknown };
  return { status: "measured", measured, path: found.path, review: reviewFor(found) };
}

function reviewFor({
  isProtocolCurrent,
  changes,
  changedInputs,
}: Extract<FoundResults, { status: "found" }>): string | null {
  const [change] = changes;
  if (!isProtocolCurrent)
    return `The experiment was changed after its data${change === undefined ? "" : `: ${change}`}.`;
  const [input, ...others] = changedInputs;
  if (input === undefined) return null;
  return `${input}${others.length === 0 ? "" : ` and ${others.length} more inputs`} changed since the measurement.`;
}
