// The plan that a person means: the document that they name, or the only one there is.
import { join } from "node:path";
import { checkDocuments, type Workbench } from "@nomous/lab/documents";
import { computeSchedule, hasTasks, type Plan, readPlan, type Schedule, type Subject } from "@nomous/workbench";
import { CliError } from "../cli-error.ts";
import type { Context } from "../context.ts";
import { EXIT } from "../exit-codes.ts";
import { findChecks } from "../workbench/find-checks.ts";
import { openDocument, type OpenedDocument } from "../workbench/open-document.ts";

export interface OpenedPlan {
  readonly document: OpenedDocument;
  readonly subject: Subject;
  readonly plan: Plan;
  /** As the person would name it. */
  readonly shown: string;
}

/** Rejects with a `CliError` when it is no plan, has no tasks, or nobody can tell which one is meant. */
export async function openPlan(context: Context, named: string | undefined): Promise<OpenedPlan> {
  const place = named ?? (await onlyPlan(context));
  const document = await openDocument(context, place);
  const { subject } = document.checked;
  if (!hasTasks(subject)) throw noPlan(document);
  const plan = readPlan(subject, subject.surroundings.verifications);
  if (plan.tasks.length > 0) return { document, subject, plan, shown: named ?? document.path };
  const notes = plan.notes.map((note) => ` ${note}`).join("");
  throw new CliError(
    EXIT.usage,
    `${document.path} has no tasks.${notes}`,
    "Add a table with ID, Task, After, Min, Likely, Max, Verify and Status below Implementation Steps.",
  );
}

function noPlan({ path, checked: { subject } }: OpenedDocument): CliError {
  const what = subject.typed === null ? "of no type that is known here" : `of the type ${subject.typed.type.name}`;
  return new CliError(
    EXIT.usage,
    `${path} is ${what}, and no plan.`,
    "A plan says `nomous: plan` in its front matter. `nomous plan` lists those that are here.",
  );
}

export interface FoundPlan {
  /** As the person is told paths. */
  readonly shown: string;
  /** Absolute. */
  readonly file: string;
  readonly subject: Subject;
  readonly plan: Plan;
}

/** Every plan of the workspace and of those below it, in the order of their paths; one without tasks too. What cannot be read is told. */
export async function findPlans(context: Context): Promise<FoundPlan[]> {
  const plans: FoundPlan[] = [];
  for (const { workbench, paths, prefix } of await findChecks(context, [])) {
    // Who looks for tasks wants no findings.
    const quiet: Workbench = { ...workbench, rules: [] };
    const failed = await checkDocuments(quiet, paths, ({ subject }) => {
      if (!hasTasks(subject)) return;
      const plan = readPlan(subject, subject.surroundings.verifications);
      plans.push({ shown: prefix + subject.path, file: join(workbench.workspace.root, subject.path), subject, plan });
    });
    for (const { path, message } of failed) context.console.note(`${prefix}${path}: ${message}`);
  }
  return plans;
}

async function onlyPlan(context: Context): Promise<string> {
  const plans = await findPlans(context);
  const [only, ...others] = plans;
  if (only === undefined)
    throw new CliError(EXIT.usage, "There is no plan here.", 'Begin one: nomous new plan "Its title"');
  if (others.length === 0) return only.file;
  throw new CliError(
    EXIT.usage,
    `There are ${plans.length} plans here. Say which.`,
    plans.map(({ shown }) => shown).join("\n  "),
  );
}

/** Its schedule. Throws a `CliError` that shows the cycle when tasks wait for each other. */
export function scheduleOf(plan: Plan, path: string, options: { readonly remaining?: boolean } = {}): Schedule {
  const schedule = computeSchedule(plan, options);
  if ("cycle" in schedule)
    throw new CliError(
      EXIT.failure,
      cycleWords(path, schedule.cycle),
      "Take one of them out of the After of another, or cut a task in two.",
    );
  return schedule;
}

export const cycleWords = (path: string, cycle: readonly string[]): string =>
  cycle.length === 1
    ? `${cycle[0]} of ${path} waits for itself.`
    : `Tasks of ${path} wait for each other: ${[...cycle, cycle[0]].join(" → ")}.`;
