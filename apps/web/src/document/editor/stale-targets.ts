// What the text rests on and is not as it was: where it is named, and what the bridge says of it. The findings of the rules are drawn like all
// others; this is what a popover adds to them.
import type { BoundTarget } from "@nomous/client";
import { type EditorState, Facet, StateEffect, StateField } from "@codemirror/state";
import type { StaleFacts } from "../check/check-message.ts";

interface StaleTarget {
  readonly from: number;
  readonly to: number;
  readonly target: BoundTarget;
}

export const setStale = StateEffect.define<{
  readonly places: readonly StaleFacts[];
  readonly targets: readonly BoundTarget[];
}>();

export const staleTargets = StateField.define<readonly StaleTarget[]>({
  create: () => [],
  update(value, { effects, changes, docChanged }) {
    let known = docChanged
      ? value.map((one) => ({ ...one, from: changes.mapPos(one.from), to: changes.mapPos(one.to) }))
      : value;
    for (const effect of effects)
      if (effect.is(setStale)) {
        const { places, targets } = effect.value;
        const byName = new Map(targets.map((target) => [target.target, target]));
        known = places.flatMap(({ from, to, target }) => {
          const told = byName.get(target);
          return told === undefined ? [] : [{ from, to, target: told }];
        });
      }
    return known;
  },
});

/** Those that a place names, each once. */
export const staleBetween = (state: EditorState, from: number, to: number): BoundTarget[] => [
  ...new Set(
    state
      .field(staleTargets)
      .filter((one) => one.from <= to && from <= one.to)
      .map(({ target }) => target),
  ),
];

interface StaleActions {
  /** Opens something that a document rests on: a document, or a file at its lines. */
  open(target: string): void;
  /** Asks whether what the document says still holds. */
  review(): void;
}

export const staleActions = Facet.define<StaleActions, StaleActions | undefined>({ combine: ([actions]) => actions });
