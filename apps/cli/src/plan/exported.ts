import { drawGantt, exportIssues, issuesAsJson, issuesAsMarkdown, mermaidGantt } from "@nomous/workbench";
import { CliError } from "../cli-error.ts";
import { EXIT } from "../exit-codes.ts";
import { forecast } from "./forecast.ts";
import type { OpenedPlan } from "./open-plan.ts";
import { planFacts } from "./plan-facts.ts";
import type { PlanFormat } from "./plan-formats.ts";

const WRITERS: Readonly<Record<PlanFormat, (opened: OpenedPlan) => string>> = {
  "issues-md": ({ plan, document }) => issuesAsMarkdown(exportIssues(plan, document.path)),
  "issues-json": ({ plan, document }) => issuesAsJson(exportIssues(plan, document.path)),
  mermaid: ({ plan, shown }) => mermaidGantt(plan, forecast(plan, shown).schedule),
  svg,
  json: ({ plan, document, shown }) =>
    `${JSON.stringify(planFacts(document.path, plan, forecast(plan, shown), plan.start), null, 2)}\n`,
};

/** A plan as another program takes it. Throws a `CliError` when it has no schedule and the format needs one. */
export const exported = (opened: OpenedPlan, format: PlanFormat): string => WRITERS[format](opened);

function svg({ plan, shown }: OpenedPlan): string {
  const { schedule, simulation } = forecast(plan, shown);
  const drawn = drawGantt(plan, schedule, { simulation });
  if (drawn === null) throw new CliError(EXIT.failure, `${shown} has nothing to draw: all its tasks were dropped.`);
  return drawn;
}
