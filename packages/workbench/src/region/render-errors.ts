// What was provoked, and what failed by itself.
import type { SessionResults } from "../analysis/results.ts";
import type { FaultRecord } from "../evidence/evidence.ts";
import { formatDuration } from "../number/format-number.ts";
import { plain } from "./plain.ts";
import { tableOf } from "./table.ts";

/** Whether there is anything to say beyond "nothing failed". */
export const hasErrors = ({ evidence, failures }: SessionResults): boolean =>
  evidence.faults.length > 0 || failures.some(({ failed }) => failed > 0);

/** Markdown. */
export function renderErrors(results: SessionResults): string {
  const { faults } = results.evidence;
  const titleOf = (variant: string): string =>
    plain(results.variants.find(({ id }) => id === variant)?.title ?? variant);
  const provoked =
    faults.length === 0
      ? "No fault was provoked."
      : tableOf(
          ["Fault", "Variant", "Injected", "Observed", "Recovered in"],
          faults.map((fault) => [
            fault.fault,
            titleOf(fault.variant),
            plain(fault.injected),
            plain(fault.observed),
            recovery(fault),
          ]),
        );
  const failed = results.failures.filter((one) => one.failed > 0);
  const runs = results.failures.reduce((sum, one) => sum + one.runs, 0);
  const lines = failed.map(({ variant, failed: count, runs: own, reasons }) => {
    const said = reasons.map(({ reason, count: times }) =>
      times === 1 ? plain(reason) : `${plain(reason)} (${times} times)`,
    );
    return `- ${titleOf(variant)}: ${count} of ${own} runs failed${said.length > 0 ? `: ${said.join("; ")}` : ""}`;
  });
  return `${provoked}\n\n${lines.length > 0 ? lines.join("\n") : `No run failed by itself in ${runs}.`}`;
}

const OUTCOMES: Readonly<Record<FaultRecord["outcome"], string>> = {
  recovered: "recovered",
  survived: "survived",
  failed: "did not recover",
  "not-injected": "not injected",
};

const recovery = ({ outcome, recoveredMs }: FaultRecord): string =>
  outcome === "recovered" && recoveredMs !== null ? formatDuration(recoveredMs) : OUTCOMES[outcome];
