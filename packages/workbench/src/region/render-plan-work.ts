// Who has how much to do in which phase, and what the plan names beside people: the models that it binds, the machines that its baselines
// were measured on.
import { type GanttTask, scheduledTasks } from "../chart/gantt-rows.ts";
import { formatDays } from "../number/format-days.ts";
import type { Plan } from "../schedule/plan.ts";
import type { Schedule } from "../schedule/schedule.ts";
import { planCell } from "./plan-cell.ts";
import { plain } from "./plain.ts";
import { tableOf } from "./table.ts";

/** What a plan names beside people, a phrase each. */
export interface NamedResources {
  readonly models: readonly string[];
  readonly machines: readonly string[];
}

const ANYBODY = "anybody";
/** More columns nobody compares. */
const MOST_PEOPLE = 6;

/** Markdown with LF line ends; empty for a plan without tasks. */
export function renderPlanWork(plan: Plan, schedule: Schedule, { models, machines }: NamedResources): string {
  const shares = scheduledTasks(plan, schedule).map(shareOf);
  if (shares.length === 0) return "";
  const people = peopleIn(shares);
  const lines = [
    ...(models.length === 0 ? [] : [`Models: ${models.map(plain).join("; ")}`]),
    ...(machines.length === 0 ? [] : [`Baselines were measured on: ${machines.map(plain).join("; ")}`]),
  ];
  return [
    sentence(shares, people, schedule),
    workTable(shares, people),
    ...(lines.length === 0 ? [] : [lines.map((line) => `- ${line}`).join("\n")]),
  ].join("\n\n");
}

interface Person {
  /** In lower case; `""` is anybody. */
  readonly key: string;
  readonly name: string;
}

/** What a task takes of each who does it. */
interface Share {
  readonly phase: string;
  readonly people: readonly Person[];
  readonly hours: number;
}

const shareOf = ({ task, scheduled }: GanttTask): Share => ({
  phase: task.phase,
  people: namesIn(task.who),
  hours: scheduled.finish - scheduled.start,
});

/** `Ana, @ben` are two. */
function namesIn(who: string | null): Person[] {
  const names = (who ?? "")
    .split(/[,;/&+]|\band\b/)
    .map((name) => name.trim())
    .filter((name) => name !== "");
  const people = names.map((name) => ({ key: name.toLowerCase().replace(/^@/, ""), name }));
  return people.length === 0 ? [{ key: "", name: ANYBODY }] : people;
}

/** Those who do the most come first; whoever is free comes last. */
function peopleIn(shares: readonly Share[]): Person[] {
  const all = shares.flatMap(({ people }) => people);
  const people = [...new Map(all.toReversed().map((one) => [one.key, one])).values()];
  const work = workOf(shares);
  const hours = ({ key }: Person): number => work.get(key) ?? 0;
  const order = (a: Person, b: Person): number => (a.key < b.key ? -1 : Number(a.key > b.key));
  return people.toSorted((a, b) => Number(a.key === "") - Number(b.key === "") || hours(b) - hours(a) || order(a, b));
}

/** Hours by person. */
function workOf(shares: readonly Share[]): ReadonlyMap<string, number> {
  const work = new Map<string, number>();
  for (const { people, hours } of shares)
    for (const key of new Set(people.map((one) => one.key))) work.set(key, (work.get(key) ?? 0) + hours);
  return work;
}

function sentence(shares: readonly Share[], people: readonly Person[], { work, parallelWidth }: Schedule): string {
  const named = people.filter(({ key }) => key !== "").length;
  const who = named === 0 ? "nobody is named" : `${named} ${named === 1 ? "person is" : "people are"} named`;
  const shared = shares.filter((one) => one.people.length > 1).length;
  const several = shared === 1 ? "A task" : `${shared} tasks`;
  const twice =
    shared === 0 ? "" : ` ${several} of several people ${shared === 1 ? "counts" : "count"} for each of them.`;
  const atOnce = `${parallelWidth} ${parallelWidth === 1 ? "task goes" : "tasks go"} on at once`;
  return `${formatDays(work)} of work; ${who}. At most ${atOnce}.${twice}`;
}

function workTable(shares: readonly Share[], people: readonly Person[]): string {
  const others = people.slice(MOST_PEOPLE);
  const cellsOf = (own: readonly Share[]): string[] => {
    const known = workOf(own);
    const work = people.map(({ key }) => known.get(key) ?? 0);
    const rest = others.length === 0 ? [] : [sum(work.slice(MOST_PEOPLE))];
    const all = people.length > 1 ? [sum(work)] : [];
    return [...work.slice(0, MOST_PEOPLE), ...rest, ...all].map((hours) => (hours === 0 ? "–" : formatDays(hours)));
  };
  const phases = [...Map.groupBy(shares, ({ phase }) => phase)];
  const rows = phases.map(([phase, own]) => [planCell(phase === "" ? "Tasks" : phase), ...cellsOf(own)]);
  const total = phases.length > 1 ? [["Together", ...cellsOf(shares)]] : [];
  return tableOf(
    [
      "Phase",
      ...people.slice(0, MOST_PEOPLE).map(({ name }) => planCell(name)),
      ...(others.length === 0 ? [] : [`${others.length} ${others.length === 1 ? "other" : "others"}`]),
      ...(people.length > 1 ? ["Together"] : []),
    ],
    [...rows, ...total],
  );
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
