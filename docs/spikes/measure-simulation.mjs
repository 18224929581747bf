// One run of the experiment `simulation-runs`: node docs/spikes/measure-simulation.mjs likely|200|2000|20000
// A plan of 300 tasks is simulated once, with a seed that nobody chose. Counted are how far its P80 is from the one of a million runs, and the processor time
// of the call. `likely` simulates nothing: it takes the length that the likely estimates add up to. `reference` prints the two numbers below anew.
import { randomInt } from "node:crypto";
import { computeSchedule } from "../../packages/workbench/src/schedule/compute-schedule.ts";
import { simulateSchedule } from "../../packages/workbench/src/schedule/simulate-schedule.ts";
import { createRandom } from "../../packages/workbench/src/statistics/random.ts";

const TASKS = 300;
const WINDOW = 30;
const MOST_BEFORE = 3;
/** Hours to P80 of a million runs with seed 1, and of a hundred: the second is cheap, and says whether the first still belongs to this code. */
const REFERENCE = 798.4274658383148;
const WITNESS = 792.2196818289218;

const ways = new Map([
  ["likely", likely],
  ["200", () => p80(200, seedOfNobody())],
  ["2000", () => p80(2_000, seedOfNobody())],
  ["20000", () => p80(20_000, seedOfNobody())],
]);
const plan = planOf300();
const [, , way = ""] = process.argv;
if (way === "reference") console.log(JSON.stringify({ reference: p80(1_000_000, 1), witness: p80(100, 1) }));
else measure(ways.get(way));

function measure(hours) {
  if (hours === undefined) throw new Error(`Say one of ${[...ways.keys()].join(", ")}, or reference.`);
  const began = process.cpuUsage();
  const told = hours();
  const { user, system } = process.cpuUsage(began);
  if (p80(100, 1) !== WITNESS)
    throw new Error("The simulation gives other numbers than it did: take the reference anew.");
  console.log(
    JSON.stringify({ error: Math.abs(told / REFERENCE - 1) * 100, cpu: (user + system) / 1_000, hours: told }),
  );
}

function likely() {
  const schedule = computeSchedule(plan);
  if ("cycle" in schedule) throw new Error("The plan waits for itself.");
  return schedule.length;
}

function p80(runs, seed) {
  const simulation = simulateSchedule(plan, { seed, runs });
  if ("cycle" in simulation) throw new Error("The plan waits for itself.");
  return simulation.p80;
}

function seedOfNobody() {
  return randomInt(2 ** 47);
}

/** Tasks of half a day to four days, each behind up to three of the thirty before it; the most is one and a half to three times the likely. */
function planOf300() {
  const random = createRandom("measure-simulation");
  const before = (i) =>
    i === 0 ? [] : Array.from({ length: random.int(MOST_BEFORE + 1) }, () => Math.max(0, i - 1 - random.int(WINDOW)));
  const tasks = Array.from({ length: TASKS }, (_, i) => {
    const hours = 4 + random.int(29);
    return {
      id: `T${i}`,
      title: "",
      from: 0,
      to: 0,
      line: 1,
      after: [...new Set(before(i))].map((place) => `T${place}`),
      estimate: { min: hours / 2, likely: hours, max: hours * (1.5 + 1.5 * random.next()) },
      actual: null,
      who: null,
      phase: "",
      isMilestone: false,
      verify: "",
      rollback: "",
      standing: "open",
    };
  });
  return { tasks, start: null, notes: [] };
}
