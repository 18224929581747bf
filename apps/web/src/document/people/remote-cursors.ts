// Where the others are in the text: a mark with their name, and what they have selected.
import { type Extension, type Range, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, WidgetType } from "@codemirror/view";
import { element } from "../editor/element.ts";

interface Cursor {
  readonly name: string;
  readonly anchor: number;
  readonly head: number;
}

export const setCursors = StateEffect.define<readonly Cursor[]>();

class NameMark extends WidgetType {
  readonly name: string;

  constructor(name: string) {
    super();
    this.name = name;
  }

  override eq(other: NameMark): boolean {
    return other.name === this.name;
  }

  override toDOM(): HTMLElement {
    // Word joiners keep a line from breaking at the mark.
    const mark = element("span", "other-caret", "\u2060", element("span", "name", this.name), "\u2060");
    mark.setAttribute("aria-hidden", "true");
    return mark;
  }
}

const SELECTED = Decoration.mark({ class: "other-selection" });

export const remoteCursors: Extension = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    for (const effect of transaction.effects)
      if (effect.is(setCursors)) return draw(effect.value, transaction.newDoc.length);
    return transaction.docChanged ? marks.map(transaction.changes) : marks;
  },
  provide: (field) => EditorView.decorations.from(field),
});

function draw(cursors: readonly Cursor[], length: number): DecorationSet {
  const ranges = cursors.flatMap(({ name, anchor, head }): Range<Decoration>[] => {
    if (anchor > length || head > length) return [];
    const mark = Decoration.widget({ widget: new NameMark(name), side: 1 }).range(head);
    return anchor === head ? [mark] : [SELECTED.range(Math.min(anchor, head), Math.max(anchor, head)), mark];
  });
  return Decoration.set(ranges, true);
}
