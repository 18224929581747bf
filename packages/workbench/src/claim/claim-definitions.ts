// The links behind the claims of a document: each key leads to its evidence, and says what was measured to whoever points at it.
import { relativePath } from "../compose/relative-path.ts";
import { formatEffect, formatInterval, formatMedian } from "../number/format-effect.ts";
import type { Surroundings } from "../rule/subject.ts";
import type { Markdown } from "../text/markdown.ts";
import { findMeasurements } from "./find-measurements.ts";
import { measuredText } from "./claim-text.ts";
import type { Measured } from "./measured.ts";
import { readClaims } from "./read-claims.ts";

export interface ClaimDocument {
  /** With `/`, relative to the workspace. */
  readonly path: string;
  readonly markdown: Markdown;
  readonly surroundings: Surroundings;
}

/** The definitions of all keys that stand for something, one a line, in the order of the keys; empty when there are none. */
export function claimDefinitions({ path, markdown, surroundings }: ClaimDocument): string {
  const claims = readClaims(markdown).filter(({ form }) => form !== "address");
  if (claims.length === 0) return "";
  const measurements = findMeasurements(markdown, surroundings);
  const lines = new Map<string, string>();
  for (const { name, key } of claims) {
    const found = key === null ? null : measurements.find(key);
    if (found?.status === "measured") lines.set(name, definitionLine(name, path, found));
  }
  return [...lines.keys()]
    .toSorted()
    .map((name) => lines.get(name))
    .join("\n");
}

/** `[ev:ws-batch/p95]: ../../evidence/… "−14.8 % [−17.2, −12.0], better"`. */
export const definitionLine = (
  name: string,
  document: string,
  { path, measured }: { readonly path: string; readonly measured: Measured },
): string => `[${name}]: ${relativePath(document, path)} "${whatItSays(measured).replaceAll('"', "'")}"`;

/** The number with its interval, and the verdict where there is one. */
export function whatItSays(measured: Measured): string {
  const { key, metric, comparison, control, summary } = measured;
  if (key.what === "effect" && comparison !== null) return `${formatEffect(metric, comparison)}, ${comparison.verdict}`;
  if (key.what === "value" && summary !== null) return formatMedian(metric, summary);
  if (key.what === "noise" && control.interval !== null)
    return `${measuredText(measured)}, from ${formatInterval(metric, control.scale, control.interval)}`;
  return measuredText(measured);
}
