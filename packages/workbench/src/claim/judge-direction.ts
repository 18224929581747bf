// Whether the words and the sign of a claim say the way that the metric went.
import type { Metric } from "../experiment/experiment.ts";
import type { Fix } from "../rule/rule.ts";
import type { AssertionKind } from "./assertions.ts";
import { measuredText, wayOf } from "./claim-text.ts";
import type { Measured } from "./measured.ts";
import type { Speech } from "./speech.ts";
import type { Stated } from "./stated.ts";

export interface DirectionProblem {
  readonly message: string;
  readonly fix: Fix | null;
}

export function judgeDirection(
  measured: Measured,
  stated: Stated | null,
  { assertions, isHedged }: Pick<Speech, "assertions" | "isHedged">,
): DirectionProblem | null {
  const { comparison, metric, key } = measured;
  const effect = comparison?.effect ?? 0;
  if (effect === 0) return null;
  const isChange = measured.scale === "share" || measured.scale === "difference";
  if (isChange && stated !== null && stated.sign * measured.number < 0) return wrongSign(measured, stated);
  if (isHedged) return null;
  const said = assertions.find(({ kind }) => directionOf(kind, metric) !== 0);
  if (said === undefined || directionOf(said.kind, metric) * effect > 0 || key.what === "noise") return null;
  const text = isChange ? measuredText(measured) : wayOf(effect);
  return { message: `"${said.words}" is the wrong way: ${key.metric} ${wayOf(effect)} (${text}).`, fix: null };
}

/** −1 for down, 1 for up, 0 for words that name no way. */
export function directionOf(kind: AssertionKind, { better }: Pick<Metric, "better">): -1 | 0 | 1 {
  const isGoodDown = better === "lower";
  const ways: Partial<Record<AssertionKind, -1 | 1>> = {
    down: -1,
    up: 1,
    better: isGoodDown ? -1 : 1,
    worse: isGoodDown ? 1 : -1,
  };
  return ways[kind] ?? 0;
}

function wrongSign(measured: Measured, { sign, signSpan }: Stated): DirectionProblem {
  const insert = sign < 0 ? "+" : "−";
  return {
    message: `The sign is the wrong way: the evidence says ${measuredText(measured)}.`,
    fix: { title: `Change the sign to ${insert}`, edits: [{ from: signSpan.from, to: signSpan.from + 1, insert }] },
  };
}
