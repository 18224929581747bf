// Which engine answers a prompt, and why this one. What a person asked for comes first; then the order of preference.
import type { Route, RouteStep } from "@nomous/protocol";
import type { Engine } from "./engine.ts";

/** An engine with what the router needs to know of it. */
export interface Candidate {
  readonly id: string;
  /** For people. */
  readonly name: string;
  readonly kind: Engine["kind"];
  /** The host that text goes to, when that is not this machine. */
  readonly leavesTo?: string;
  /** Why it is chosen when nobody asked for it: "because it is loaded". Without it the engine answers only when asked for. */
  readonly merit?: string;
  /** Why it cannot answer now, half a sentence, and what to do. */
  readonly obstacle?: { readonly reason: string; readonly remedy?: string };
}

export type Refused = Route["refused"][number];

/** An engine that somebody named, the strongest wish first: a prompt or conversation, the command line, the machine's list, the environment. */
export interface Wish {
  readonly engine: string;
  /** "because it was asked for", "because --model names it". */
  readonly reason: string;
}

/**
 * The first engine that can answer: those wished for, then those with a merit. `refused` are those that were tried for this
 * answer already. `undefined` when none is left.
 */
export function chooseRoute(
  candidates: readonly Candidate[],
  wishes: readonly Wish[],
  refused: readonly Refused[] = [],
): Route | undefined {
  const looked: Refused[] = [...refused];
  const isOut = ({ id }: Candidate): boolean => looked.some(({ engine }) => engine === id);
  for (const { candidate, reason } of inOrder(candidates, wishes)) {
    if (isOut(candidate)) continue;
    const { id, name, leavesTo, obstacle } = candidate;
    if (obstacle === undefined)
      return { engine: id, name, reason, ...(leavesTo === undefined ? {} : { leavesTo }), refused: looked };
    looked.push({ engine: id, name, ...obstacle });
  }
  return undefined;
}

/** How the router goes through the engines for a prompt without a wish of its own; for people. */
export function explainChain(candidates: readonly Candidate[], wishes: readonly Wish[]): RouteStep[] {
  const route = chooseRoute(candidates, wishes);
  return inOrder(candidates, wishes).map(({ candidate: { id, name, obstacle }, reason }) => ({
    engine: id,
    name,
    outcome: id === route?.engine ? "taken" : obstacle === undefined ? "later" : "refused",
    ...(obstacle ?? { reason }),
  }));
}

interface Choice {
  readonly candidate: Candidate;
  readonly reason: string;
}

/** Each engine once, with the best reason to take it. */
function inOrder(candidates: readonly Candidate[], wishes: readonly Wish[]): readonly Choice[] {
  const wished = wishes.flatMap(({ engine, reason }): readonly Choice[] => {
    const candidate = candidates.find(({ id }) => id === engine);
    return candidate === undefined ? [] : [{ candidate, reason }];
  });
  const offered = candidates.flatMap((candidate): readonly Choice[] =>
    candidate.merit === undefined ? [] : [{ candidate, reason: candidate.merit }],
  );
  const order = new Map<string, Choice>();
  for (const choice of [...wished, ...offered])
    if (!order.has(choice.candidate.id)) order.set(choice.candidate.id, choice);
  return [...order.values()];
}
