// The generated parts of a plan, computed when somebody asks for them: most who look at a document want to know of others. What they say
// depends on the document and its evidence alone, so that everybody who checks the repository computes the same.
import { drawGantt } from "../chart/draw-gantt.ts";
import { drawRiskMatrix } from "../chart/draw-risk-matrix.ts";
import { type RiskGrid, riskGrid } from "../chart/risk-grid.ts";
import { sha256Of } from "../evidence/sha256.ts";
import { canonicalJson } from "../experiment/canonical-json.ts";
import { readRisks } from "../rule/risk/read-risks.ts";
import type { Subject } from "../rule/subject.ts";
import { computeSchedule } from "../schedule/compute-schedule.ts";
import type { Plan, PlannedTask } from "../schedule/plan.ts";
import { readPlan } from "../schedule/read-plan.ts";
import type { Cycle } from "../schedule/schedule.ts";
import { simulateSchedule } from "../schedule/simulate-schedule.ts";
import { type PlanTargets, readPlanTargets } from "../target/read-plan-targets.ts";
import { withoutHidden } from "../text/hidden-letters.ts";
import { allParts } from "../type/document-type.ts";
import type { Chart } from "./charts.ts";
import { isOwnLine, ownCells } from "./own-lines.ts";
import { picturePath } from "./plan-picture.ts";
import { isUntouched, type NewRegion, regionsIn } from "./region.ts";
import { PLAN_REGIONS, type PlanKind } from "./region-kind.ts";
import { renderPlanWork } from "./render-plan-work.ts";
import { renderRiskMatrix } from "./render-risk-matrix.ts";
import { knownSizes, renderTargets, sizeKey } from "./render-targets.ts";
import { renderCycle, renderTimeline, type Scheduled } from "./render-timeline.ts";

export interface PlanRegion extends NewRegion {
  readonly kind: PlanKind;
  readonly fence: null;
  /** False where there is nothing to say. */
  readonly isWorthAPart: boolean;
  /** Whether a line looks like one that was generated, of whatever the plan said before. */
  readonly isOwnLine: (line: string) => boolean;
}

/** The same numbers for everybody, whoever simulates. */
const SEED = 1;

/** Of a document that is no plan, none. */
export function planRegions(subject: Subject): PlanRegion[] {
  if (!hasTasks(subject)) return [];
  const facts = factsOf(subject);
  const { path } = subject;
  const regions: (PlanRegion | null)[] = [
    region("timeline", () => {
      const computed = facts.schedule();
      const { tasks, start } = facts.plan();
      if ("cycle" in computed) return { body: renderCycle(computed), from: computed, isEmpty: false };
      return {
        body: renderTimeline(computed, path),
        from: { tasks: tasks.map(asWritten), start },
        isEmpty: tasks.length === 0,
      };
    }),
    region("work", () => {
      const computed = facts.schedule();
      if ("cycle" in computed) return { body: renderCycle(computed), from: computed, isEmpty: false };
      const body = renderPlanWork(computed.plan, computed.schedule, namedResources(facts.targets()));
      return { body: body === "" ? "The plan has no tasks yet." : body, from: body, isEmpty: body === "" };
    }),
    facts.targets() === null
      ? null
      : region("targets", () => {
          const body = renderTargets(subject, facts.plan(), facts.targets() ?? NO_TARGETS);
          return { body: body === "" ? "The plan has no targets yet." : body, from: body, isEmpty: body === "" };
        }),
    region("risk-matrix", () => {
      const body = renderRiskMatrix(facts.risks(), path);
      return { body: body === "" ? "The plan has no risks yet." : body, from: body, isEmpty: body === "" };
    }),
  ];
  return regions.filter((one) => one !== null);
}

/** The pictures of the parts that a document has. */
export function planCharts(subject: Subject, names: ReadonlySet<string>): Chart[] {
  if (!hasTasks(subject)) return [];
  const facts = factsOf(subject);
  const computed = names.has(PLAN_REGIONS.timeline) ? facts.schedule() : null;
  const gantt =
    computed === null || "cycle" in computed
      ? null
      : drawGantt(computed.plan, computed.schedule, { simulation: computed.simulation });
  const matrix = names.has(PLAN_REGIONS["risk-matrix"]) ? drawRiskMatrix(facts.risks()) : null;
  return [
    ...(gantt === null ? [] : [{ path: picturePath(subject.path, "timeline"), svg: gantt }]),
    ...(matrix === null ? [] : [{ path: picturePath(subject.path, "risk-matrix"), svg: matrix }]),
  ];
}

/** Whether a document is of a type that has a part for tasks, whatever a team calls it. */
export const hasTasks = ({ typed }: Subject): boolean =>
  typed !== null && [...allParts(typed.type.parts)].some(({ role }) => role === "steps");

/** Where a task stands changes with every line above it, and nothing that is computed. */
const asWritten = ({
  from: _from,
  to: _to,
  line: _line,
  ...task
}: PlannedTask): Omit<PlannedTask, "from" | "to" | "line"> => task;

interface Content {
  readonly body: string;
  /** What it was made of. */
  readonly from: unknown;
  readonly isEmpty: boolean;
}

const HASH_DIGITS = 12;

function region(kind: PlanKind, make: () => Content): PlanRegion {
  const content = once(make);
  const body = once(() => withoutHidden(content().body));
  const cells = once(() => ownCells(body()));
  return {
    kind,
    name: PLAN_REGIONS[kind],
    fence: null,
    isPadded: true,
    get body() {
      return body();
    },
    get at() {
      return sha256Of(canonicalJson(content().from)).slice(0, HASH_DIGITS);
    },
    get isWorthAPart() {
      return !content().isEmpty;
    },
    isOwnLine: (line) => isOwnLine(line, cells()),
  };
}

interface Facts {
  readonly plan: () => Plan;
  readonly schedule: () => Scheduled | Cycle;
  readonly risks: () => RiskGrid;
  /** Null when nobody can tell from here. */
  readonly targets: () => PlanTargets | null;
}

const NO_TARGETS: PlanTargets = { targets: [], loads: [], models: [], machines: [] };

const known = new WeakMap<Subject, Facts>();

function factsOf(subject: Subject): Facts {
  const before = known.get(subject);
  if (before !== undefined) return before;
  // As the text says it: what was verified stands beside the document, and whoever has the text alone is to compute the same.
  const plan = once(() => readPlan(subject));
  const facts: Facts = {
    plan,
    schedule: once(() => rememberedSchedule(plan())),
    risks: once(() => riskGrid(readRisks(subject))),
    targets: once(() => readPlanTargets(subject, sizesFor(subject))),
  };
  known.set(subject, facts);
  return facts;
}

let last: { readonly key: string; readonly computed: Scheduled | Cycle } | undefined;

/** While somebody types elsewhere in the document, nothing is simulated again. */
function rememberedSchedule(plan: Plan): Scheduled | Cycle {
  const key = canonicalJson({ ...plan, tasks: plan.tasks.map(asWritten) });
  last = last?.key === key ? last : { key, computed: scheduledOf(plan) };
  return last.computed;
}

function scheduledOf(plan: Plan): Scheduled | Cycle {
  const schedule = computeSchedule(plan);
  if ("cycle" in schedule) return schedule;
  const simulation = simulateSchedule(plan, { seed: SEED });
  return "cycle" in simulation ? simulation : { plan, schedule, simulation };
}

function sizesFor({ markdown, surroundings }: Subject): (hash: string) => number | null {
  const told = once(() => {
    const own = regionsIn(markdown).find(({ name }) => name === PLAN_REGIONS.targets);
    return own !== undefined && isUntouched(own) ? knownSizes(own.body) : new Map<string, number>();
  });
  return (hash) => told().get(sizeKey(hash)) ?? surroundings.sizeOfModel?.(hash) ?? null;
}

function namedResources(targets: PlanTargets | null): Parameters<typeof renderPlanWork>[2] {
  const { models, machines } = targets ?? NO_TARGETS;
  return {
    models: models.map(({ name, hash }) => (hash === null ? name : `${name} (${sizeKey(hash)})`)),
    machines: machines.map(
      ({ fingerprint, cpu, cores }) => `${fingerprint}, ${cpu}, ${cores} ${cores === 1 ? "core" : "cores"}`,
    ),
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
