import type { Console } from "../console.ts";
import type { CheckResult } from "./check.ts";

const MARKS = { ok: ["green", "ok  "], warn: ["yellow", "warn"], fail: ["red", "fail"] } as const;

export function printResults(console: Console, results: readonly CheckResult[]): void {
  const width = Math.max(...results.map(({ name }) => name.length));
  for (const { name, status, message, remedy } of results) {
    const [colour, mark] = MARKS[status];
    console.print(`${console.style(colour, mark)}  ${name.padEnd(width)}  ${message}`);
    if (remedy !== undefined) console.print(`${" ".repeat(width + 8)}${console.style("dim", remedy)}`);
  }
}
