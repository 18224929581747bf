// A gate's report for people and for programs. The JSON is a promise: names keep their meaning under one number of `schema`.
import { type GateCheck, gateOutcome, type GateReport } from "@nomous/lab/gate";
import { renderGithub } from "@nomous/workbench";
import type { Console } from "../console.ts";
import { withoutControls } from "../without-controls.ts";

export interface GatePrint {
  readonly report: GateReport;
  readonly isStrict: boolean;
  readonly version: string;
}

const GLYPHS = { holds: "✔", fails: "✖", "not-checked": "–", "left-out": "–" } as const;
const STYLES = { holds: "green", fails: "red", "not-checked": "yellow", "left-out": "dim" } as const;
const LONGEST_NAME = 9;

export function printGate(console: Console, { report, isStrict }: GatePrint): void {
  for (const check of report) printCheck(console, check);
  const failing = report.filter(({ status }) => status === "fails").length;
  const unknown = report.filter(
    ({ status, unchecked }) => unchecked.length > 0 || (isStrict && status === "not-checked"),
  ).length;
  const asides = [
    ...(failing === 0 ? [] : [`${failing} ${failing === 1 ? "fails" : "fail"}`]),
    ...(unknown === 0 ? [] : [`${unknown} could not be checked`]),
  ];
  console.print(`gate: ${report.length} checks, ${asides.join(", ") || "all hold"}`);
}

function printCheck(console: Console, { name, status, summary, findings, unchecked, remedy }: GateCheck): void {
  const head = `${GLYPHS[status]} ${name.padEnd(LONGEST_NAME)}`;
  const because = status === "not-checked" ? `not checked, because ${summary}` : summary;
  console.print(`${console.style(STYLES[status], head)}  ${withoutControls(because)}`);
  for (const { path, line, column, severity, message, rule } of findings) {
    const place = console.style("bold", withoutControls(`${path}:${line}:${column}`));
    const kind = severity === "error" ? "" : `${severity}: `;
    const from = rule.startsWith("gate.") ? "" : ` ${console.style("dim", `(${rule})`)}`;
    console.print(`    ${place}  ${kind}${withoutControls(message).replaceAll("\n", " ")}${from}`);
  }
  for (const { path, message } of unchecked)
    console.print(`    ${console.style("bold", withoutControls(path))}  not checked: ${withoutControls(message)}`);
  if (status === "fails") console.print(`    ${remedy}`);
}

export function gateJson({ report, isStrict, version }: GatePrint): string {
  const json = {
    schema: 1,
    tool: { name: "nomous", version },
    outcome: gateOutcome(report, isStrict),
    checks: report.map(({ name, status, summary, findings, unchecked, remedy }) => ({
      name,
      status,
      summary,
      errors: findings.filter(({ severity }) => severity === "error").length,
      findings,
      unchecked,
      remedy: status === "fails" ? remedy : null,
    })),
  };
  return `${JSON.stringify(json, null, 2)}\n`;
}

/** Annotations, one a place; what could not be looked at is one too. */
export function gateAnnotations({ report, isStrict, version }: GatePrint): string {
  const documents = report.map(({ findings }) => ({
    path: "",
    type: null,
    state: null,
    stage: "review" as const,
    findings,
  }));
  const unknown = report.filter(({ status }) => isStrict && status === "not-checked");
  const unchecked = [
    ...report.flatMap((check) => check.unchecked),
    ...unknown.map(({ name, summary }) => ({ path: "", message: `${name}: not checked, because ${summary}.` })),
  ];
  return renderGithub({ documents, unchecked, known: 0, fixed: 0, tool: { name: "nomous", version } });
}
