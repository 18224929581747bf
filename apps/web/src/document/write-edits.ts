// Edits that the check worker works out for a text, made in that very text, as one step of undo.
import type { TextEdit } from "./check/check-message.ts";
import type { DocumentDesk } from "./desk.ts";
import { dispatchStep } from "./editor/own-undo.ts";

/** Where the text changed first, or why it did not. */
export type WrittenEdits = { readonly at: number } | { readonly problem: string };

/** Somebody else may write meanwhile: then the place is looked for again, a few times. */
const TRIES = 5;

/** `lack` is said when the document has no place for them. */
export async function writeEdits(
  { editor: { view } }: DocumentDesk,
  ask: () => Promise<readonly TextEdit[] | null | undefined>,
  lack: string,
): Promise<WrittenEdits> {
  for (let n = 0; n < TRIES; n += 1) {
    const edits = await ask();
    if (edits === null) return { problem: lack };
    if (edits === undefined) continue;
    if (view.state.readOnly) return { problem: "The document cannot be edited yet: it is still being read." };
    dispatchStep(view, { changes: [...edits], userEvent: "input.form" });
    return { at: edits[0]?.from ?? 0 };
  }
  return { problem: "The text changed all the time. Try again." };
}
