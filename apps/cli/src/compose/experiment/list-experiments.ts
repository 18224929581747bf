// Every experiment of every document, with what its evidence says. Documents without one are not parsed.
import { listMarkdown, readDocument, type Workbench } from "@nomous/lab/documents";
import type { ExperimentOverview, QueryResult } from "@nomous/protocol";
import { type Experiment, findResults, type FoundResults, type Subject } from "@nomous/workbench";
import { type LabPlace, openDocument, type OpenedDocument, openSettled } from "../lab/lab-place.ts";
import { sessionWords, verdictsIn } from "./session-words.ts";

type List = QueryResult<"experiment.list">;
type ReadExperiment = OpenedDocument["read"][number];

/** What a block of an experiment begins with; whether it is one, the parse tells. */
const LOOKS_LIKE_ONE = /^[ \t>]*(?:`{3,}|~{3,})[ \t]*ya?ml[ \t]+experiment\b/im;

export async function listExperiments(place: LabPlace, signal: AbortSignal): Promise<List> {
  const workbench = await openSettled(place);
  const { paths } = await listMarkdown(place.workspace, workbench.config);
  const experiments: ExperimentOverview[] = [];
  const unread: List["unread"] = [];
  for (const path of paths) {
    signal.throwIfAborted();
    try {
      experiments.push(...(await experimentsAt(workbench, path)));
    } catch (error) {
      unread.push({ path, message: error instanceof Error ? error.message : String(error) });
    }
  }
  return { experiments, unread };
}

async function experimentsAt(workbench: Workbench, path: string): Promise<ExperimentOverview[]> {
  const { text } = await readDocument(workbench.workspace, path);
  if (!LOOKS_LIKE_ONE.test(text)) return [];
  const { subject, read } = await openDocument(workbench, path);
  return read.map((one) => overviewOf(subject, one));
}

function overviewOf(subject: Subject, { fence, id, experiment, problems }: ReadExperiment): ExperimentOverview {
  const { path, markdown } = subject;
  const { line } = markdown.lines.positionOf(fence.from);
  const overview = { path, id, question: experiment?.question ?? "", line, ...NOTHING_FOUND };
  if (experiment !== null)
    return { ...overview, ...foundOf(experiment, findResults(subject.surroundings, experiment)) };
  const [problem] = problems;
  const at = markdown.lines.positionOf(problem?.from ?? fence.from);
  return { ...overview, status: "invalid", words: `${at.line}:${at.column}: ${problem?.message ?? "incomplete"}` };
}

const NOTHING_FOUND = {
  status: "not-run",
  words: "not run yet",
  verdicts: [],
  evidence: null,
  isChanged: false,
  sessions: 0,
} as const satisfies Partial<ExperimentOverview>;

function foundOf(experiment: Experiment, found: FoundResults): Partial<ExperimentOverview> {
  if (found.status === "none") return {};
  if (found.status === "unknown") return { status: "broken", words: `evidence/${experiment.id} cannot be read` };
  if (found.status === "broken") {
    const [problem] = found.problems;
    const words = problem === undefined ? "it cannot be read" : `line ${problem.line}: ${problem.message}`;
    return { status: "broken", words, evidence: found.path };
  }
  const { results, path: evidence, sessions, isProtocolCurrent } = found;
  return {
    status: results.status === "running" ? "unfinished" : results.status,
    words: sessionWords(results),
    verdicts: verdictsIn(results),
    evidence,
    isChanged: !isProtocolCurrent,
    sessions,
  };
}
