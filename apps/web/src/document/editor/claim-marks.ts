// Claims in the text, as the newest check found them: a line under the words and a glyph behind them, which say the same. They move along
// with the text until the next check.
import { type EditorState, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, WidgetType } from "@codemirror/view";
import type { ClaimFacts, ClaimState } from "../check/check-message.ts";
import { element, glyph } from "./element.ts";
import { findingsField } from "./finding-set.ts";

export const setClaims = StateEffect.define<readonly ClaimFacts[]>();

const GLYPHS = { matches: "ok", disagrees: "error", review: "stale", unbound: "warning" } as const;

const TITLES: Readonly<Record<ClaimState, string>> = {
  matches: "Matches its evidence",
  disagrees: "Disagrees with its evidence",
  review: "Needs review: what it rests on has changed",
  unbound: "Not bound to anything that was measured",
};

class ClaimGlyph extends WidgetType {
  readonly state: ClaimState;

  constructor(state: ClaimState) {
    super();
    this.state = state;
  }

  override eq(other: WidgetType): boolean {
    return other instanceof ClaimGlyph && other.state === this.state;
  }

  override toDOM(): HTMLElement {
    const made = element("span", "claim-glyph", glyph(GLYPHS[this.state]));
    made.title = TITLES[this.state];
    return made;
  }
}

const decorationsOf = (state: ClaimState): readonly [mark: Decoration, glyph: Decoration] => [
  Decoration.mark({ class: `claim ${state}` }),
  Decoration.widget({ widget: new ClaimGlyph(state), side: 1 }),
];

const DECORATIONS = {
  matches: decorationsOf("matches"),
  disagrees: decorationsOf("disagrees"),
  review: decorationsOf("review"),
  unbound: decorationsOf("unbound"),
} as const satisfies Record<ClaimState, unknown>;

const drawn = (claims: readonly ClaimFacts[], length: number): DecorationSet =>
  Decoration.set(
    claims
      .filter(({ from, to }) => from < to && to <= length)
      .flatMap(({ from, to, state }) => {
        const [mark, glyph] = DECORATIONS[state];
        return [mark.range(from, to), glyph.range(to)];
      }),
    true,
  );

/** One that is being typed is not told that it is wrong. */
function withoutTyped(marks: DecorationSet, { doc }: EditorState, typing: number | null): DecorationSet {
  if (typing === null) return marks;
  return marks.update({
    filter: (from, _to, value) => DECORATIONS.matches.includes(value) || doc.lineAt(from).from !== typing,
  });
}

export const claimMarks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(value, { changes, effects, newDoc }) {
    let marks = value.map(changes);
    for (const effect of effects) if (effect.is(setClaims)) marks = drawn(effect.value, newDoc.length);
    return marks;
  },
  provide: (field) =>
    EditorView.decorations.compute([field, findingsField], (state) =>
      withoutTyped(state.field(field), state, state.field(findingsField).typing),
    ),
});
