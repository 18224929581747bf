// Suggestions in the text: each hunk as a block below the lines that it changes, what it removes marked where it stands. They are drawn
// from the document and move with the text until it tells them anew.
import type { OpenSuggestion, PlacedHunk } from "@nomous/client";
import { type EditorState, type Extension, type Range, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, WidgetType } from "@codemirror/view";
import { type Extent, type SuggestionActions, suggestionBlock } from "./suggestion-block.ts";

/** One hunk of a suggestion, in the order of the text. */
export interface OpenHunk {
  readonly suggestion: OpenSuggestion;
  readonly hunk: PlacedHunk;
  readonly from: number;
  readonly to: number;
  /** The first of its suggestion, or of its suggestion in its section: the answers for all of these stand there. */
  readonly leads: readonly Exclude<Extent, "hunk">[];
}

export const setHunks = StateEffect.define<{
  readonly hunks: readonly OpenHunk[];
  readonly actions: SuggestionActions;
}>();

interface Drawn {
  readonly blocks: DecorationSet;
  readonly hunks: readonly OpenHunk[];
}

class HunkBlock extends WidgetType {
  readonly hunk: OpenHunk;
  readonly around: Around;
  readonly actions: SuggestionActions;

  constructor(hunk: OpenHunk, around: Around, actions: SuggestionActions) {
    super();
    this.hunk = hunk;
    this.around = around;
    this.actions = actions;
  }

  override eq({ hunk, around }: HunkBlock): boolean {
    return (
      keyOf(hunk) === keyOf(this.hunk) && around.before === this.around.before && around.after === this.around.after
    );
  }

  override toDOM(): HTMLElement {
    return suggestionBlock(this.hunk, this.around, this.actions);
  }

  override ignoreEvent(): boolean {
    return true;
  }
}

/** Told anew, it is the same block unless its words or how it stands to the text are others. */
const keyOf = ({ suggestion, hunk, leads }: OpenHunk): string =>
  JSON.stringify([
    suggestion.suggestion,
    hunk.hunk,
    hunk.removed,
    hunk.inserted,
    hunk.isOutdated,
    suggestion.hunks.length,
    leads,
  ]);

/** What stands before and after a hunk on its lines, to read it in its sentence. */
export interface Around {
  readonly before: string;
  readonly after: string;
}

const MOST_AROUND = 120;

const REMOVED = Decoration.mark({ class: "suggested-away" });

const field = StateField.define<Drawn>({
  create: () => ({ blocks: Decoration.none, hunks: [] }),
  update(drawn, transaction) {
    for (const effect of transaction.effects)
      if (effect.is(setHunks)) {
        const { hunks, actions } = effect.value;
        return { blocks: draw(transaction.state, hunks, actions), hunks };
      }
    if (!transaction.docChanged) return drawn;
    const { changes } = transaction;
    const hunks = drawn.hunks.map((one) => ({
      ...one,
      from: changes.mapPos(one.from, -1),
      to: changes.mapPos(one.to, 1),
    }));
    return { blocks: drawn.blocks.map(changes), hunks };
  },
  provide: (field) => EditorView.decorations.from(field, ({ blocks }) => blocks),
});

export const suggestionsInText: Extension = field;

function draw({ doc }: EditorState, hunks: readonly OpenHunk[], actions: SuggestionActions): DecorationSet {
  const ranges = hunks.flatMap((hunk): Range<Decoration>[] => {
    const { from, to } = hunk;
    if (to > doc.length) return [];
    const [first, last] = [doc.lineAt(from), doc.lineAt(Math.max(from, to - 1))];
    const around = {
      before: doc.sliceString(Math.max(first.from, from - MOST_AROUND), from),
      after: doc.sliceString(to, Math.min(Math.max(to, last.to), to + MOST_AROUND)),
    };
    const block = Decoration.widget({ widget: new HunkBlock(hunk, around, actions), block: true, side: 1 });
    const mark = from < to ? [REMOVED.range(from, to)] : [];
    return [...mark, block.range(last.to)];
  });
  return Decoration.set(ranges, true);
}

/** The hunk at the cursor, else the next one below it, else the first. */
export function hunkAt(state: EditorState): OpenHunk | undefined {
  const { hunks } = state.field(field);
  const { from } = state.doc.lineAt(state.selection.main.head);
  return hunks.find((hunk) => hunk.to >= from) ?? hunks[0];
}

/** Where a hunk stands by now. */
export const placeOfHunk = (state: EditorState, wanted: OpenHunk): OpenHunk | undefined =>
  hunksOf(state).find(
    ({ suggestion, hunk }) => suggestion.suggestion === wanted.suggestion.suggestion && hunk.hunk === wanted.hunk.hunk,
  );

/** All of them, where they are by now. */
export const hunksOf = (state: EditorState): readonly OpenHunk[] => state.field(field).hunks;
