import { CompletionContext } from "@codemirror/autocomplete";
import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import type { ClaimChoice } from "@nomous/workbench";
import { expect, test } from "vitest";
import { offerClaims } from "./claim-completion.ts";

const CHOICES: readonly ClaimChoice[] = [
  { key: "ev:piers/ms", words: "[−20 %][ev:piers/ms]", says: "Time of north against south: −20 %, better" },
];

/** The text after the first offer was taken at the mark; `undefined` when there was none. */
async function completed(text: string): Promise<string | undefined> {
  const at = text.indexOf("|");
  const state = EditorState.create({ doc: text.replace("|", ""), selection: { anchor: at } });
  const offered = await offerClaims(new CompletionContext(state, at, false), async () => CHOICES);
  const [option] = offered?.options ?? [];
  if (offered === null || option === undefined || typeof option.apply !== "function") return undefined;
  const view = new EditorView({ state });
  option.apply(view, option, offered.from, at);
  const { doc, selection } = view.state;
  view.destroy();
  return `${doc.sliceString(0, selection.main.head)}|${doc.sliceString(selection.main.head)}`;
}

test("behind words in brackets the key is offered, and the bracket is closed once", async () => {
  expect(await completed("It fell [20 %][ev:|")).toBe("It fell [20 %][ev:piers/ms]|");
  expect(await completed("It fell [20 %][ev:pi|] here")).toBe("It fell [20 %][ev:piers/ms]| here");
});

test("alone the key comes with what was measured", async () => {
  expect(await completed("It fell [ev:pi|].")).toBe("It fell [−20 %][ev:piers/ms]|.");
});

test.each(["a word|", "[a link|", "[a][b|", "[an ev:piers|", "[x][ev:piers/ms]|"])(
  "nothing is offered in %s",
  async (text) => {
    expect(await completed(text)).toBeUndefined();
  },
);
