import type { DocumentType, State } from "../../type/document-type.ts";

/** Whether a document can only be in a state when it was approved: the state itself asks for it, or no other way leads there. */
export function needsApproval({ states }: DocumentType, state: State): boolean {
  const [first] = states;
  const reached = new Set<State>();
  const open = first === undefined ? [] : [first];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.isApproval === true || reached.has(next)) continue;
    reached.add(next);
    open.push(...states.filter(({ name }) => next?.next.includes(name)));
  }
  return states.some(({ isApproval }) => isApproval === true) && !reached.has(state);
}
