// The steps of a rollout that can be tried, and the experiment of each by its id: the name of the step says which one it is.
import { splitCommandLine } from "../experiment/command-line.ts";
import type { Subject } from "../rule/subject.ts";
import { rolloutOf, type RolloutStep } from "../rule/rollout/read-rollout.ts";
import { isVisible } from "../text/hidden-letters.ts";
import type { Cell } from "../text/markdown.ts";
import { readVerifyCell } from "../verification/verify-cell.ts";
import type { DrillCommands } from "./compose-drill.ts";

export interface DrillStep {
  /** Of its experiment: `drill-canary`. */
  readonly id: string;
  readonly step: RolloutStep;
  readonly commands: DrillCommands;
}

/** In the order of the text; each has an id of its own. */
export function drillSteps(subject: Subject): DrillStep[] {
  const taken = new Set<string>();
  return rolloutOf(subject).map((step, i) => {
    const name = slug(step.name.text) || `step-${i + 1}`;
    const id = taken.has(name) ? `${name}-${i + 1}` : name;
    taken.add(id);
    const commands = {
      deploy: commandsIn(subject, step.deploy),
      verify: commandsIn(subject, step.verify),
      rollback: commandsIn(subject, step.rollback),
    };
    return { id: `drill-${id}`, step, commands };
  });
}

const LONGEST_SLUG = 40;

const slug = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "")
    .slice(0, LONGEST_SLUG)
    .replace(/-$/, "");

/** Lines that a shell can run, as they stand in backticks. */
const commandsIn = (subject: Subject, cell: Cell | null): string[] =>
  readVerifyCell(subject, { verify: cell, isRow: true })
    .commands.map(({ line }) => line)
    .filter((line) => splitCommandLine(line) !== null && !line.endsWith("\\") && isVisible(line));
