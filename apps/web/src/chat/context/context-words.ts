// What a model is given, in words and shares.
import type { ContextReport, ContextSection } from "@nomous/client";
import { countText } from "../../words/numbers.ts";

/** From this share on a person is warned. */
const NEARLY_FULL = 0.85;

/** What happens when it is full; the bridge keeps to it. */
export const POLICY =
  "When the context is full, passages go first, those that fit least before others; then attached files are cut; then the oldest turns go. The system text and your message stay.";

export interface ContextFill {
  /** Tokens of all sections. */
  readonly given: number;
  /** With what is kept free for the answer. */
  readonly used: number;
  /** Shares of the whole, 0 to 1; `undefined` when nobody says how much it holds. */
  readonly share: { readonly given: number; readonly reserved: number } | undefined;
  readonly isNearlyFull: boolean;
}

export function contextFill({ sections, reserved, size, dropped }: ContextReport): ContextFill {
  const given = sections.reduce((sum, { tokens }) => sum + tokens, 0);
  const used = given + reserved;
  const isOver = dropped.some(({ tokens }) => tokens > 0);
  if (size === null || size === 0) return { given, used, share: undefined, isNearlyFull: isOver };
  const part = Math.min(1, given / size);
  return {
    given,
    used,
    share: { given: part, reserved: Math.min(1 - part, reserved / size) },
    isNearlyFull: isOver || used / size >= NEARLY_FULL,
  };
}

/** "4,625 of 8,192 tokens" */
export function fillText(context: ContextReport): string {
  const { used } = contextFill(context);
  const of = context.size === null ? "" : ` of ${countText(context.size)}`;
  return `${countText(used)}${of} tokens${context.isExact ? "" : " (estimate)"}`;
}

/** What goes when room is needed, the first first. */
const GOES = ["passages", "attachment", "turns"] as const satisfies readonly ContextSection["kind"][];

/** What would have to go next, by the policy; `undefined` when only what stays is left. */
const nextToGo = (sections: readonly ContextSection[]): ContextSection | undefined =>
  GOES.flatMap((kind) => sections.find((section) => section.kind === kind && section.tokens > 0) ?? [])[0];

/** What stays out, or what will be next to; `undefined` while there is room. */
export function fullText(context: ContextReport): string | undefined {
  const out = context.dropped.map(({ label }) => label);
  if (out.length > 0) return `Stays out: ${listText(out)}`;
  if (!contextFill(context).isNearlyFull) return undefined;
  const next = nextToGo(context.sections);
  return next === undefined ? "Nearly full" : `Nearly full; next to go: ${next.label}`;
}

const SHOWN = 3;

function listText(labels: readonly string[]): string {
  const more = labels.length - SHOWN;
  return more > 0 ? `${labels.slice(0, SHOWN).join(", ")} and ${more} more` : labels.join(", ");
}

/** "2,466", or "2,466 of 4,410" when it was cut. */
export const sectionTokens = ({ tokens, of }: ContextSection): string =>
  of === undefined || of === tokens ? countText(tokens) : `${countText(tokens)} of ${countText(of)}`;
