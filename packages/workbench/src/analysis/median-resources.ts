import type { ProcessReading } from "../evidence/evidence.ts";
import { median } from "../statistics/quantile.ts";
import type { VariantResources } from "./results.ts";
import { type Round, runOf } from "./session-rounds.ts";

/** What a run of the variant usually needs; of runs that failed too, for they needed it. */
export function medianResources(rounds: readonly Round[], variant: string): VariantResources {
  const middle = (reading: ProcessReading): number | null =>
    median(rounds.map((round) => runOf(round, variant)?.process[reading] ?? null).filter((value) => value !== null));
  return {
    variant,
    medians: {
      wallMs: middle("wallMs"),
      cpuMs: middle("cpuMs"),
      peakMemory: middle("peakMemory"),
      diskRead: middle("diskRead"),
      diskWritten: middle("diskWritten"),
      outputBytes: middle("outputBytes"),
      gpuMemory: middle("gpuMemory"),
      gpuUtilisation: middle("gpuUtilisation"),
    },
  };
}
