// The tasks that a plan begins with: a task a goal, a test a sentence of the test plan, and for each phase the milestone that ends it. Ids are made
// of what they come from, so that the same source gives the same ids.
import { isAbout, namesId } from "../prose/subject-words.ts";
import type { Subject } from "../rule/subject.ts";
import { type CarriedExperiment, experimentsOf } from "./carried-targets.ts";
import { type CarriedTest, testsOf } from "./carried-tests.ts";
import type { Row } from "./filling.ts";
import { idList } from "./id-list.ts";
import type { Objective } from "./objectives.ts";
import { type Passage, passagesOf } from "./passage.ts";

export interface PlanSteps {
  readonly phases: readonly Phase[];
  /** By phase, in order; one without a title where there are no phases. */
  readonly groups: readonly { readonly title: string | null; readonly rows: readonly Row[] }[];
  readonly tests: readonly Row[];
  /** The task that measures an experiment again. */
  readonly verifierOf: (experiment: CarriedExperiment) => string | undefined;
}

interface Work {
  readonly id: string;
  readonly text: string;
  readonly objectives: readonly Objective[];
}

export function planSteps(sources: readonly Subject[], objectives: readonly Objective[]): PlanSteps {
  const work = workOf(sources, objectives);
  const phases = sources
    .flatMap((source) => passagesOf(source, "phases"))
    .map((one, i) => readPhase(one, i, objectives));
  const tests = testsOf(sources, objectives);
  const experiments = experimentsOf(sources);
  const idsOf = (served: readonly Objective[]): string =>
    idList(work.filter((one) => one.objectives.some((objective) => served.includes(objective))).map(({ id }) => id));
  const again = experiments.map((one, i) => ({ one, id: `V${tests.length + i + 1}` }));
  const testRows = [
    ...tests.map((test, i) => testRow(test, `V${i + 1}`, idsOf(test.objectives))),
    ...again.map(({ one, id }) => measuringRow(one, id, objectives, idsOf)),
  ];
  const verifiers = (objective: Objective): string[] => [
    ...tests.flatMap((test, i) => (test.objectives.includes(objective) ? [`V${i + 1}`] : [])),
    ...again.flatMap(({ one, id }) => (one.subject === objective.subject ? [id] : [])),
  ];
  const tasks = work.map((one) => ({ ...one, verify: [...new Set(one.objectives.flatMap(verifiers))] }));
  return {
    phases,
    groups: groupsOf(phases, tasks),
    tests: testRows,
    verifierOf: (experiment) =>
      again.find(({ one }) => one.experiment.id === experiment.experiment.id && one.subject === experiment.subject)?.id,
  };
}

const LONGEST_TASK = 160;

/** A goal is a task until somebody cuts it; without goals the next steps are. */
function workOf(sources: readonly Subject[], objectives: readonly Objective[]): Work[] {
  const goals = sources.flatMap((source) => passagesOf(source, "goals", LONGEST_TASK));
  if (goals.length > 0)
    return objectives.map((objective) => ({
      id: objective.id.replace("O", "T"),
      text: cut(objective.text),
      objectives: [objective],
    }));
  const steps = sources.flatMap((source) => passagesOf(source, "next-steps"));
  return steps.map(({ text, subject }, i) => ({
    id: `T${i + 1}`,
    text,
    objectives: objectives.filter((one) => one.subject === subject),
  }));
}

/** The whole stands among the objectives; code and bound numbers are not cut in two. */
function cut(text: string): string {
  if (text.length <= LONGEST_TASK) return text;
  const words = text.match(/\[[^\]]*\]\[[^\]]*\]|`[^`]*`|\S+/g) ?? [];
  let short = "";
  for (const word of words) {
    if (short.length + word.length + 3 > LONGEST_TASK) break;
    short += short === "" ? word : ` ${word}`;
  }
  return `${short} …`;
}

const serving = (text: string, objectives: readonly Objective[]): string =>
  objectives.length === 0 ? text : `${text.replace(/\.$/, "")} (${idList(objectives.map(({ id }) => id))})`;

const taskRow = (id: string, task: string, after: string, verify: string): Row => ({
  ID: id,
  Task: task,
  After: after,
  Verify: verify,
  Status: "todo",
});

function testRow({ kind, text, artefacts, objectives }: CarriedTest, id: string, after: string): Row {
  const ids = idList(objectives.map((objective) => objective.id));
  const verify =
    artefacts.length > 0
      ? [...new Set(artefacts)].join(", ")
      : ids === ""
        ? ""
        : `It fails without ${after === "" ? ids : after}, and passes with it`;
  const words = kind === null ? text : `${kind}: ${text}`;
  return taskRow(id, serving(words, objectives), after, verify);
}

function measuringRow(
  { subject, experiment }: CarriedExperiment,
  id: string,
  objectives: readonly Objective[],
  idsOf: (served: readonly Objective[]) => string,
): Row {
  const own = objectives.filter((one) => one.subject === subject);
  const served = own.length > 0 ? own : objectives;
  const text = serving(`Run the experiment \`${experiment.id}\` again on what was built`, served);
  return taskRow(id, text, idsOf(served), `\`nomous run ${subject.path} --experiment ${experiment.id}\``);
}

type Task = Work & { readonly verify: readonly string[] };

/** What no phase names has to be there before the first one. */
function groupsOf(phases: readonly Phase[], tasks: readonly Task[]): PlanSteps["groups"] {
  const phaseOf = (task: Task): number =>
    Math.max(
      0,
      phases.findIndex((phase) => isOfPhase(task, phase)),
    );
  const rows = (some: readonly Task[]): Row[] =>
    some.map(({ id, text, objectives: served, verify }) => taskRow(id, serving(text, served), "", idList(verify)));
  if (phases.length === 0) return tasks.length === 0 ? [] : [{ title: null, rows: rows(tasks) }];
  return phases.map((phase, i) => {
    const own = tasks.filter((task) => phaseOf(task) === i);
    const before = [...own.flatMap(({ id, verify }) => [id, ...verify]), ...(i === 0 ? [] : [`M${i}`])];
    const text = `Milestone ${phase.name.toLowerCase()}: ${phase.text}`;
    const end = taskRow(`M${i + 1}`, text, idList(inOrder(before)), "");
    return { title: titleOf(phase), rows: [...rows(own), end] };
  });
}

const inOrder = (ids: readonly string[]): string[] =>
  [...new Set(ids)].toSorted((a, b) => a.charCodeAt(0) - b.charCodeAt(0) || Number(a.slice(1)) - Number(b.slice(1)));

function isOfPhase({ objectives }: Task, { plain }: Phase): boolean {
  return objectives.some(({ goal, plain: words }) => (goal !== null && namesId(plain, goal)) || isAbout(plain, words));
}

/** A step of the deployment, as its source has it; goals in it are called what they are called here. */
export interface Phase {
  /** `Phase 1`. */
  readonly name: string;
  /** Markdown. */
  readonly text: string;
  readonly plain: string;
}

function readPhase({ text, plain, subject }: Passage, i: number, objectives: readonly Objective[]): Phase {
  const { 1: name, 2: rest = text } = /^(phase \d+)\s*[:.–—-]\s*(.*)$/is.exec(text) ?? [];
  const own = objectives.filter((one) => one.subject === subject && one.goal !== null);
  const renamed = rest.replaceAll(
    /(?<![\p{L}\p{N}])[A-Z]{1,5}-?\d+(?![\p{L}\p{N}])/gu,
    (id) => own.find(({ goal }) => goal === id)?.id ?? id,
  );
  return { name: name ?? `Phase ${i + 1}`, text: renamed, plain };
}

const LONGEST_TITLE = 40;

const titleOf = ({ name, text }: Phase): string => (text.length <= LONGEST_TITLE ? `${name}: ${text}` : name);
