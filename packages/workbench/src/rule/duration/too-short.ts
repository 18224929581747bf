import { writtenText } from "../../region/plan-region-spans.ts";
import { quote } from "../quote.ts";
import type { Example, Problem, Rule } from "../rule.ts";
import { partsOf, type Subject } from "../subject.ts";
import { computeSchedule } from "../../schedule/compute-schedule.ts";
import type { PlannedTask } from "../../schedule/plan.ts";
import { readPlan } from "../../schedule/read-plan.ts";
import { inDays, workingTimesIn } from "./working-hours.ts";

const planIn = (time: string): Example => ({
  text: [
    "---",
    "nomous: plan",
    "---",
    "# Segment log",
    "",
    "## Implementation Steps",
    "",
    "| ID | Task | After | Min | Likely | Max |",
    "| -- | ---- | ----- | --- | ------ | --- |",
    "| T1 | Write segment rows with a checksum | - | 3 d | 4 d | 6 d |",
    "| T2 | Read old rows as segments | T1 | 2 d | 3 d | 5 d |",
    "",
    "## Resources and Timeline",
    "",
    `One engineer for ${time}.`,
    "",
  ].join("\n"),
});

export const tooShortTimeline: Rule = {
  id: "duration.too-short",
  title: "A timeline that the tasks cannot keep",
  why: "Even if nothing goes wrong and everybody helps, tasks that wait for each other take longer than that.",
  remedy: "Give them the time, cut the tasks, or let them wait for less.",
  weight: "wrong",
  appliesTo: "typed",
  bad: planIn("4 days"),
  good: planIn("2 weeks"),
  *check(subject: Subject): Iterable<Problem> {
    const timelines = partsOf(subject, "resources-and-timeline");
    const plan = timelines.length > 0 ? readPlan(subject) : null;
    const schedule = plan && computeSchedule({ ...plan, tasks: plan.tasks.map(atTheLeast) });
    // Tasks in a circle are told by others.
    if (schedule === null || "cycle" in schedule) return;
    const { length: hours, criticalPath: ids } = schedule;
    for (const { content } of timelines) {
      const said = writtenText(subject.markdown, content);
      const times = workingTimesIn(said);
      // They may be meant one after the other, so all of them together have to be too short.
      const sum = times.reduce((all, one) => all + one.hours, 0);
      const longest = times.toSorted((one, other) => other.hours - one.hours)[0];
      if (longest === undefined || sum === 0 || sum >= hours) continue;
      const [from, to] = [content.from + longest.index, content.from + longest.index + longest.length];
      const chain = ids.length > LONGEST_SHOWN ? [...ids.slice(0, LONGEST_SHOWN), "…"] : ids;
      const words = quote(said.slice(longest.index, longest.index + longest.length));
      const what = `${chain.join(" → ")} take at least ${inDays(hours)}, more than ${words}.`;
      yield { from, to, message: `${what} ${tooShortTimeline.remedy}` };
    }
  },
};

const LONGEST_SHOWN = 8;

/** Nothing goes wrong, and there is somebody for every task. */
const atTheLeast = ({ estimate, ...task }: PlannedTask): PlannedTask => ({
  ...task,
  who: null,
  actual: null,
  estimate: estimate && { ...estimate, likely: estimate.min },
});
