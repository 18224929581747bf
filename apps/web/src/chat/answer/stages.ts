// Where the time of an answer went, as bars to scale. Only what was measured has a bar; what is left of the whole is
// told as the rest.
import type { AnswerStats } from "@nomous/client";
import { plural, rateText, speedText } from "../../words/numbers.ts";

export interface Stage {
  readonly label: string;
  readonly ms: number;
  /** Where it begins, milliseconds after the prompt was saved. */
  readonly fromMs: number;
  /** Beside the bar: "1,370 tok/s". */
  readonly note: string | undefined;
  /** The model itself was at work. */
  readonly isModel: boolean;
}

/** Less than this is lost in rounding. */
const REST_MS = 1;

interface Measured {
  readonly stats: AnswerStats | undefined;
  readonly totalMs: number | undefined;
  /** Of the connection to the bridge, as this browser measured it last. */
  readonly roundTripMs?: number | undefined;
}

/** The stages in the order in which they happened; empty when nothing was measured. */
export function stagesOf({ stats, totalMs, roundTripMs }: Measured): readonly Stage[] {
  if (stats === undefined || totalMs === undefined) return [];
  const { prepareMs, queueMs, loadMs, prefillMs, firstMs, decodeMs, outputTokens } = stats;
  const read = readTokens(stats);
  const measured: readonly Omit<Stage, "fromMs">[] = [
    stage("model loaded", loadMs),
    stage("passages and context", prepareMs),
    stage("waited for a slot", queueMs),
    {
      ...stage(counted("prompt read", read), prefillMs, true),
      note: read === undefined || prefillMs === undefined ? undefined : speedText(read, prefillMs),
    },
    stage("first token", firstMs, true),
    {
      ...stage(counted("written", outputTokens), decodeMs, true),
      note: outputTokens === undefined || decodeMs === undefined ? undefined : rateText(outputTokens, 0, decodeMs),
    },
  ].filter(({ ms }) => !Number.isNaN(ms));
  if (measured.length === 0) return [];
  const rest = totalMs - measured.reduce((sum, { ms }) => sum + ms, 0);
  const all = [
    ...measured,
    ...(rest > REST_MS ? [stage("saved and the rest", rest)] : []),
    ...(roundTripMs === undefined ? [] : [stage("network, round trip now", roundTripMs)]),
  ];
  let fromMs = 0;
  return all.map((each) => {
    const placed = { ...each, fromMs };
    fromMs += each.ms;
    return placed;
  });
}

const stage = (label: string, ms = Number.NaN, isModel = false): Omit<Stage, "fromMs"> => ({
  label,
  ms,
  note: undefined,
  isModel,
});

const counted = (label: string, tokens: number | undefined): string =>
  tokens === undefined ? label : `${label}, ${plural(tokens, "token")}`;

/** Tokens that were really read: not those that the model still knew. */
const readTokens = ({ promptTokens, reusedTokens = 0 }: AnswerStats): number | undefined =>
  promptTokens === undefined ? undefined : Math.max(0, promptTokens - reusedTokens);
