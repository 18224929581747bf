import type { DocumentType, State } from "../../type/document-type.ts";

/** Whether a document can only be in a state when it was approved: the state itself asks for it, or no other way leads there. */
export function needsApproval({ states }: DocumentType, state: State): boolean {
  return states.some(({ isApproval }) => isApproval === true) && !reachedFrom(states, states.slice(0, 1)).has(state);
}

/**
 * The states whose approval a document in `state` rests on: those from which it comes there without another approval. Where it needs none, all
 * that are an approval: what was approved before may be asked for.
 */
export function approvedStates(type: DocumentType, state: State | null): readonly State[] {
  const { states } = type;
  if (state === null || !needsApproval(type, state)) return states.filter(({ isApproval }) => isApproval === true);
  return states.filter(
    (one) => one === state || (needsApproval(type, one) && reachedFrom(states, following(states, one)).has(state)),
  );
}

/** Without what is behind an approval. */
function reachedFrom(states: readonly State[], starts: readonly State[]): ReadonlySet<State> {
  const reached = new Set<State>();
  const open = [...starts];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.isApproval === true || reached.has(next)) continue;
    reached.add(next);
    open.push(...following(states, next));
  }
  return reached;
}

const following = (states: readonly State[], { next }: State): State[] =>
  states.filter(({ name }) => next.includes(name));
