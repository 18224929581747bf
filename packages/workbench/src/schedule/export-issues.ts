// The open tasks of a plan for a tracker of issues, each with what somebody needs who has not read the plan. Nothing is sent.
import { writeDuration } from "../task/duration.ts";
import type { Plan, PlannedTask } from "./plan.ts";

export interface ExportedIssue {
  /** `T3: Build the codec`. */
  readonly title: string;
  /** Markdown. */
  readonly body: string;
  /** The phase, and `milestone` for one. */
  readonly labels: readonly string[];
  /** Titles of issues of this export that come first. */
  readonly after: readonly string[];
}

/** Of all that is neither done nor dropped, in the order of the plan. `path` is that of the document, with `/`. */
export function exportIssues(plan: Plan, path: string): ExportedIssue[] {
  const byId = new Map(plan.tasks.map((task) => [task.id, task]));
  return plan.tasks.filter(isOpen).map((task) => {
    const before = task.after.flatMap((id) => byId.get(id) ?? []);
    return {
      title: titleOf(task),
      body: bodyOf(task, before, path),
      labels: [...(task.phase === "" ? [] : [task.phase]), ...(task.isMilestone ? ["milestone"] : [])],
      after: before.filter(isOpen).map(titleOf),
    };
  });
}

const isOpen = ({ standing }: PlannedTask): boolean => standing !== "done" && standing !== "dropped";

const titleOf = ({ id, title }: PlannedTask): string => (title === "" ? id : `${id}: ${title}`);

function bodyOf(task: PlannedTask, before: readonly PlannedTask[], path: string): string {
  const { estimate, who, verify, rollback, line, standing } = task;
  const entries: readonly (readonly [string, string])[] = [
    ["Status", standing === "open" ? "" : standing.replace("-", " ")],
    ["After", before.map((one) => `${one.id}${isOpen(one) ? "" : ` (${one.standing})`}`).join(", ")],
    ["Estimate", estimate === null ? "" : estimateWords(estimate.min, estimate.likely, estimate.max)],
    ["Who", who ?? ""],
    ["Verify", verify],
    ["Rollback", rollback],
  ];
  const said = entries.filter(([, text]) => text !== "").map(([name, text]) => `- **${name}:** ${text}`);
  return [`From \`${path}\`, line ${line}.`, ...(said.length > 0 ? ["", ...said] : []), ""].join("\n");
}

function estimateWords(min: number, likely: number, max: number): string {
  const [least, middle, most] = [min, likely, max].map(writeDuration);
  return min === max ? `${middle}` : `${least} to ${most}, most likely ${middle}`;
}

/** One text, an issue a section. */
export const issuesAsMarkdown = (issues: readonly ExportedIssue[]): string =>
  issues
    .map(({ title, body, labels }) =>
      [`## ${title}`, "", ...(labels.length > 0 ? [`Labels: ${labels.join(", ")}`, ""] : []), body].join("\n"),
    )
    .join("\n");

/** A list of `{title, body, labels, after}`, as the importers of trackers take them. */
export const issuesAsJson = (issues: readonly ExportedIssue[]): string => `${JSON.stringify(issues, null, 2)}\n`;
