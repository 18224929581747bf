import { quote } from "../quote.ts";
import type { Example, Problem, Rule } from "../rule.ts";
import { partsOf, type Subject } from "../subject.ts";
import { tasksOf } from "../../task/read-tasks.ts";
import { longestChain } from "./longest-chain.ts";
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
    const { text } = subject.markdown;
    const { hours, ids } = longestChain(tasksOf(subject).filter(({ progress }) => progress !== "dropped"));
    for (const { content } of partsOf(subject, "resources-and-timeline")) {
      const said = text.slice(content.from, content.to);
      const times = workingTimesIn(said);
      // They may be meant one after the other, so all of them together have to be too short.
      const sum = times.reduce((all, one) => all + one.hours, 0);
      const longest = times.toSorted((one, other) => other.hours - one.hours)[0];
      if (longest === undefined || sum === 0 || sum >= hours) continue;
      const [from, to] = [content.from + longest.index, content.from + longest.index + longest.length];
      const chain = ids.length > LONGEST_SHOWN ? [...ids.slice(0, LONGEST_SHOWN), "…"] : ids;
      const what = `${chain.join(" → ")} take at least ${inDays(hours)}, more than ${quote(text.slice(from, to))}.`;
      yield { from, to, message: `${what} ${tooShortTimeline.remedy}` };
    }
  },
};

const LONGEST_SHOWN = 8;
