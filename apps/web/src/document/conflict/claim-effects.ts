// What a choice does, in words: how each claim of the place would stand, and what the rules would find there.
import type { GlyphName, Tone } from "../../ui/glyph.tsx";
import { plural } from "../../words/numbers.ts";
import type { ClaimEffect, ClaimState, PlaceEffects } from "../check/check-message.ts";

interface EffectMark {
  readonly glyph: GlyphName;
  readonly tone?: Tone;
  readonly word: string;
  /** Where there is little room, behind the number or what it is of. */
  readonly brief: (claim: ClaimEffect) => string;
}

const MARKS: Readonly<Record<ClaimState | "unknown", EffectMark>> = {
  matches: { glyph: "check", tone: "ok", word: "matches", brief: ({ name }) => `${metricOf(name)} ok` },
  disagrees: { glyph: "error", tone: "error", word: "disagrees", brief: ({ words }) => `${words} disagrees` },
  review: { glyph: "stale", tone: "stale", word: "needs review", brief: ({ words }) => `${words} needs review` },
  unbound: { glyph: "warning", tone: "warning", word: "no evidence", brief: ({ words }) => `${words} unbound` },
  unknown: { glyph: "unverifiable", word: "evidence not here", brief: ({ words }) => `${words} not checked` },
};

export const markOf = ({ state }: ClaimEffect): EffectMark => MARKS[state ?? "unknown"];

/** `ev:ws-batch/p95` is about `p95`. */
const metricOf = (name: string): string => name.split("/").slice(1).join("/") || name;

/** What the claims of all texts are bound to, as they come. */
export const namesIn = (effects: readonly PlaceEffects[]): readonly string[] => [
  ...new Set(effects.flatMap(({ claims }) => claims.map(({ name }) => name))),
];

/** Since when the evidence is known that any of the texts was held against; `undefined`: against none. */
export function evidenceAge(effects: readonly PlaceEffects[]): number | undefined {
  const known = effects.flatMap(({ claims, asOf }) => (claims.some(({ state }) => state !== null) ? (asOf ?? []) : []));
  return known.length === 0 ? undefined : Math.min(...known);
}

/** "8 ms unbound, p95 ok, 1 problem": what is wrong first, for there is little room. Where all claims match, "3 claims ok". */
export function briefText({ claims, problems }: PlaceEffects): string {
  const [wrong, sound] = [
    claims.filter(({ state }) => state !== "matches"),
    claims.filter(({ state }) => state === "matches"),
  ];
  const parts = wrong.map((claim) => markOf(claim).brief(claim));
  if (sound.length > 1) parts.push(`${plural(sound.length, "claim")} ok`);
  else parts.push(...sound.map((claim) => markOf(claim).brief(claim)));
  if (problems.length > 0) parts.push(plural(problems.length, "problem"));
  return parts.length === 0 ? "no claim, no problem" : parts.join(", ");
}
