// What a claim can be bound to, offered while its key is typed: behind words that stand in brackets the key alone, else with the number
// that was measured.
import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  pickedCompletion,
} from "@codemirror/autocomplete";
import type { Extension } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import type { ClaimChoice } from "@nomous/workbench";

type AskChoices = () => Promise<readonly ClaimChoice[] | undefined>;

export const claimCompletion = (choices: AskChoices): Extension =>
  autocompletion({
    override: [(context) => offerClaims(context, choices)],
    icons: false,
    // Effects before values, in the order of the experiment: as they come.
    compareCompletions: () => 0,
  });

/** What there is to offer where the cursor is. */
export async function offerClaims(context: CompletionContext, choices: AskChoices): Promise<CompletionResult | null> {
  const open = context.matchBefore(/\]?\[ev:[\w./@-]*/i);
  if (open === null) return null;
  const isBound = open.text.startsWith("]");
  const offered = (await choices()) ?? [];
  return {
    from: open.from + open.text.indexOf("ev:"),
    options: offered.map((choice) => optionOf(choice, isBound)),
    validFor: /^ev:[\w./@-]*$/i,
  };
}

const optionOf = ({ key, words, says }: ClaimChoice, isBound: boolean): Completion => ({
  label: key,
  detail: says,
  apply: (view, completion, from, to) =>
    isBound ? put(view, completion, `${key}]`, from, to) : put(view, completion, words, from - 1, to),
});

/** Writes the end of the link, in place of the bracket that was closed when it was opened. */
function put(view: EditorView, completion: Completion, insert: string, from: number, to: number): void {
  const end = view.state.sliceDoc(to, to + 1) === "]" ? to + 1 : to;
  view.dispatch({
    changes: { from, to: end, insert },
    selection: { anchor: from + insert.length },
    annotations: pickedCompletion.of(completion),
    userEvent: "input.complete",
  });
}
