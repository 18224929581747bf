import { blockEdit } from "../experiment/insert-block.ts";
import { readExperiments } from "../experiment/read-experiments.ts";
import { quote } from "../rule/quote.ts";
import type { Subject } from "../rule/subject.ts";
import type { Edit } from "../text/splice.ts";
import { wordsKey } from "../text/words-key.ts";
import { composeDrill } from "./compose-drill.ts";
import { type DrillStep, drillSteps } from "./drill-steps.ts";

export interface Drill {
  /** Of the experiment. */
  readonly id: string;
  /** The step as the plan calls it. */
  readonly step: string;
  /** False where the step names no command that deploys it: then only the way back is tried. */
  readonly deploys: boolean;
  /** Put the block into the document, at the end of the part about rolling back, else of the rollout. */
  readonly edits: readonly Edit[];
}

/** Why there is none, in a sentence that says what to do. */
export interface NoDrill {
  readonly problem: string;
}

/** The drill of a step, by its name or its number from 1. */
export function drillFor(subject: Subject, wanted: string): Drill | NoDrill {
  const steps = drillSteps(subject);
  const found = findStep(steps, wanted);
  if (found === undefined) return { problem: noStep(steps, wanted) };
  const { id, step, commands } = found;
  const name = step.name.text;
  if (commands.rollback.length === 0) return { problem: noCommand(name, "rolls it back", "Roll back how") };
  if (commands.verify.length === 0) return { problem: noCommand(name, "verifies it", "Verify") };
  if (readExperiments(subject.markdown).some((one) => one.id === id))
    return { problem: `${quote(name)} has its drill already. Run it: nomous run ${subject.path} --experiment ${id}` };
  const block = composeDrill(id, name, commands);
  return {
    id,
    step: name,
    deploys: commands.deploy.length > 0,
    edits: [blockEdit(subject, block, ["rollback", "rollout"])],
  };
}

function findStep(steps: readonly DrillStep[], wanted: string): DrillStep | undefined {
  const key = wordsKey(wanted);
  const byName = steps.find(({ id, step }) => wordsKey(step.name.text) === key || id === wanted);
  return byName ?? (/^\d+$/.test(wanted) ? steps[Number(wanted) - 1] : undefined);
}

function noStep(steps: readonly DrillStep[], wanted: string): string {
  if (steps.length === 0)
    return "The rollout has no table of steps that says how each is rolled back. Write one, with the columns Step, Deploy, Verify, Watch, Roll back when and Roll back how.";
  const names = steps.map(({ step }) => quote(step.name.text)).join(", ");
  return `No step of the rollout is called ${quote(wanted)}. There are ${names}.`;
}

const noCommand = (step: string, what: string, column: string): string =>
  `${quote(step)} names no command that ${what}. Write one in backticks under ${column}.`;
