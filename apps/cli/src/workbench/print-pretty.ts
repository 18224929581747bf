import process from "node:process";
import { type CheckReport, type PrettyOptions, renderPretty } from "@nomous/workbench";
import type { Console } from "../console.ts";

const STYLES = {
  error: "red",
  warning: "yellow",
  note: "cyan",
  place: "bold",
  faint: "dim",
  good: "green",
} as const satisfies Record<Parameters<PrettyOptions["style"]>[0], Parameters<Console["style"]>[0]>;

const WIDTH = 100;

/** A report for a person. */
export function printPretty(console: Console, report: CheckReport, showNotes: boolean): void {
  const style: PrettyOptions["style"] = (name, text) => console.style(STYLES[name], text);
  const width = Math.min(process.stdout.columns ?? WIDTH, 2 * WIDTH);
  console.write(renderPretty(report, { style, showNotes, width }));
}
