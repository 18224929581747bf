// A plan of 2,000 tasks: its schedule and a simulation of 1,000 runs, against the same algorithm as anybody would write it first, with an object a task and Maps by id.
// Both draw the same numbers, and the bench stops when they do not find the same.
import process from "node:process";
import { computeSchedule, type Plan, type PlannedTask, simulateSchedule } from "@nomous/workbench";
import { createRandom } from "../packages/workbench/src/statistics/random.ts";
import { BUDGET_HEAD, type Figures, format, interleave, judge, report, summarise, table } from "./harness.ts";

const TASKS = Number(process.argv[2] ?? 2_000);
const RUNS = Number(process.argv[3] ?? 1_000);
const ROUNDS = Number(process.argv[4] ?? 7);
const PEOPLE = 20;
const SEED = 4747;

/** Each task waits for up to three of the fifty before it, as tasks of one phase do. */
function makePlan(people: number): Plan {
  const random = createRandom("plan bench");
  const tasks = Array.from({ length: TASKS }, (_, i): PlannedTask => {
    const before = Array.from({ length: Math.min(i, 3) }, () => `T${i - 1 - random.int(Math.min(i, 50))}`);
    const min = 1 + random.int(8);
    const likely = min + random.int(16);
    return {
      id: `T${i}`,
      from: i,
      to: i,
      title: "",
      after: [...new Set(before)],
      estimate: { min, likely, max: likely + 1 + random.int(40) },
      actual: null,
      who: people === 0 ? null : `person ${random.int(people)}`,
      phase: "",
      isMilestone: false,
      verify: "",
      rollback: "",
      standing: "open",
      line: i + 1,
    };
  });
  return { tasks, start: null, notes: [] };
}

interface PlainTimes {
  readonly start: number;
  readonly finish: number;
}

/** In an order in which each stands behind those before it: here that of the text. */
function plainSchedule(
  { tasks }: Plan,
  hoursOf: (task: PlannedTask) => number,
): { length: number; critical: Set<string> } {
  const times = new Map<string, PlainTimes>();
  for (const task of tasks) {
    const start = Math.max(0, ...task.after.map((id) => times.get(id)?.finish ?? 0));
    times.set(task.id, { start, finish: start + hoursOf(task) });
  }
  const length = Math.max(...[...times.values()].map(({ finish }) => finish));
  const critical = new Set<string>();
  for (const { id, after } of tasks.toReversed()) {
    const own = times.get(id);
    if (own?.finish === length) critical.add(id);
    if (critical.has(id))
      for (const before of after) if (times.get(before)?.finish === own?.start) critical.add(before);
  }
  return { length, critical };
}

function triangle(share: number, { min, likely, max }: { min: number; likely: number; max: number }): number {
  return share < (likely - min) / (max - min)
    ? min + Math.sqrt(share * (max - min) * (likely - min))
    : max - Math.sqrt((1 - share) * (max - min) * (max - likely));
}

function plain(plan: Plan): Found {
  const { length } = plainSchedule(plan, ({ estimate }) => estimate?.likely ?? 0);
  const random = createRandom(SEED);
  const lengths: number[] = [];
  const counts = new Map<string, number>();
  for (let run = 0; run < RUNS; run += 1) {
    const one = plainSchedule(plan, ({ estimate }) => (estimate === null ? 0 : triangle(random.next(), estimate)));
    lengths.push(one.length);
    for (const id of one.critical) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return {
    length,
    p50: summarise(lengths).median,
    critical: [...counts.values()].reduce((sum, count) => sum + count, 0),
  };
}

interface Found {
  readonly length: number;
  readonly p50: number;
  readonly critical: number;
}

function ours(plan: Plan): Found {
  const schedule = computeSchedule(plan);
  const simulation = simulateSchedule(plan, { seed: SEED, runs: RUNS });
  if ("cycle" in schedule || "cycle" in simulation) throw new Error("the plan of the bench has a cycle");
  const critical = [...simulation.criticality.values()].reduce((sum, share) => sum + Math.round(share * RUNS), 0);
  return { length: schedule.length, p50: simulation.p50, critical };
}

const [free, staffed] = [makePlan(0), makePlan(PEOPLE)];

/** Of the processor: others use this machine at the same time. */
function timed(compute: () => unknown): number {
  const before = process.cpuUsage();
  compute();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

const BOTH = "schedule and simulation, CPU ms";
const oursTimed = (plan: Plan): Promise<Figures> =>
  Promise.resolve({ [BOTH]: timed(() => ours(plan)), "schedule alone, CPU ms": timed(() => computeSchedule(plan)) });

const [a, b] = [ours(free), plain(free)];
const isSame = (one: number, other: number): boolean => Math.abs(one - other) < 1e-6 * other;
if (!isSame(a.length, b.length) || !isSame(a.p50, b.p50) || a.critical !== b.critical)
  throw new Error(`not the same: ${JSON.stringify({ a, b })}`);

const staffedName = `nomous, ${PEOPLE} people`;
const results = await interleave(
  {
    nomous: () => oursTimed(free),
    "Maps and objects": () => Promise.resolve({ [BOTH]: timed(() => plain(free)) }),
    [staffedName]: () => oursTimed(staffed),
  },
  ROUNDS,
);
const both = (name: string): readonly number[] => results.get(name)?.get(BOTH) ?? [];
const slowest = Math.max(...both("nomous"), ...both(staffedName));
report(
  "plan",
  `${format(TASKS)} tasks, each behind up to three of the fifty before it, and ${format(RUNS)} runs of the simulation. The other side is the same algorithm with an object a
task and Maps by id, on the same numbers; both find the same lengths and the same critical tasks. Asked for are at most 200 ms: the slowest of all rounds took
${format(slowest)} ms of the processor.

${BUDGET_HEAD}
${judge({ what: "schedule and simulation", ours: both("nomous"), peer: both("Maps and objects"), peerName: "Maps and objects", limit: 0.2, sense: "at most" })}

${table(results)}`,
);
