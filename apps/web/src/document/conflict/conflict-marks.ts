// Open conflicts in the text: a line in the margin of the lines that both sides changed, and a way to look at what each wrote. They move with
// the text until the document tells them anew.
import { type EditorState, type Extension, RangeSet, StateEffect, StateField } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  EditorView,
  gutterLineClass,
  GutterMarker,
  WidgetType,
} from "@codemirror/view";
import type { ConflictId, PlacedConflict } from "@nomous/client";
import { button, glyph } from "../editor/element.ts";
import { standingOf } from "./conflict-words.ts";

interface MarkedConflicts {
  readonly conflicts: readonly PlacedConflict[];
  readonly open: (conflict: ConflictId) => void;
}

export const setConflicts = StateEffect.define<MarkedConflicts>();

class ConflictButton extends WidgetType {
  readonly conflict: ConflictId;
  readonly open: MarkedConflicts["open"];

  constructor(conflict: ConflictId, open: MarkedConflicts["open"]) {
    super();
    this.conflict = conflict;
    this.open = open;
  }

  override eq(other: ConflictButton): boolean {
    return other.conflict === this.conflict;
  }

  override toDOM(): HTMLElement {
    return button("conflict-button", () => this.open(this.conflict), glyph("warning"), "Edit conflict");
  }

  override ignoreEvent(): boolean {
    return true;
  }
}

class ConflictLine extends GutterMarker {
  override elementClass = "conflict-line";
}

const LINE = new ConflictLine();

interface Drawn {
  readonly buttons: DecorationSet;
  readonly lines: RangeSet<GutterMarker>;
}

const field = StateField.define<Drawn>({
  create: () => ({ buttons: Decoration.none, lines: RangeSet.of<GutterMarker>([]) }),
  update(last, { changes, effects, state }) {
    for (const effect of effects) if (effect.is(setConflicts)) return drawn(effect.value, state);
    return changes.empty ? last : { buttons: last.buttons.map(changes), lines: last.lines.map(changes) };
  },
  provide: (field) => [
    EditorView.decorations.from(field, ({ buttons }) => buttons),
    gutterLineClass.from(field, ({ lines }) => lines),
  ],
});

export const conflictsInText: Extension = field;

function drawn({ conflicts, open }: MarkedConflicts, { doc }: EditorState): Drawn {
  const places = conflicts.flatMap((placed) => {
    const { place, conflict } = placed;
    if (place === null || place.to > doc.length || standingOf(placed) !== "open") return [];
    const first = doc.lineAt(place.from);
    const last = doc.lineAt(Math.max(place.from, place.to - 1));
    return [{ conflict: conflict.conflict, first, last }];
  });
  const buttons = places.map(({ conflict, first }) =>
    Decoration.widget({ widget: new ConflictButton(conflict, open), side: 2 }).range(first.to),
  );
  const lines = places.flatMap(({ first, last }) =>
    Array.from({ length: last.number - first.number + 1 }, (_, n) => LINE.range(doc.line(first.number + n).from)),
  );
  return { buttons: Decoration.set(buttons, true), lines: RangeSet.of(lines, true) };
}
