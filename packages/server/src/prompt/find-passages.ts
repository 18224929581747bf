// Passages of the workspace for a question. They are an offer: an index that is not ready, or a folder that cannot be
// searched, must not hold an answer up.
import type { Attachment, Clock } from "@nomous/protocol";
import { contentWordsOf } from "../conversation/words.ts";
import { bestLines, excerptOf } from "../engine/quote.ts";
import { isSmallTalk } from "../engine/small-talk.ts";
import { type Passage, type Retriever, WorkspaceError } from "../workspace/workspace-source.ts";
import type { Material } from "./context-size.ts";

const MAX_PASSAGES = 6;
const MAX_LINES = 40;
/** An index that is being built is not waited for any longer. */
const PATIENCE_MS = 2_000;

export async function findPassages(
  retriever: Retriever,
  clock: Clock,
  { text, attachments }: { readonly text: string; readonly attachments: readonly Attachment[] },
  signal: AbortSignal,
): Promise<Pick<Material, "passages" | "passageProblem">> {
  if (isSmallTalk(text)) return { passages: [] };
  const patience = new AbortController();
  const stop = clock.after(PATIENCE_MS, () => patience.abort());
  try {
    // Some of them may be attached already.
    const found = await retriever.search(text, 2 * MAX_PASSAGES, AbortSignal.any([signal, patience.signal]));
    const words = contentWordsOf(text);
    const passages = found.filter((passage) => !attachments.some((each) => isAttached(passage, each)));
    return { passages: passages.slice(0, MAX_PASSAGES).map((each) => bestLines(excerptOf(each), words, MAX_LINES)) };
  } catch (error) {
    if (signal.aborted) return { passages: [] };
    if (patience.signal.aborted) return { passages: [], passageProblem: "the folder is still being indexed" };
    if (error instanceof WorkspaceError) return { passages: [], passageProblem: "the folder could not be searched" };
    throw error;
  } finally {
    stop();
  }
}

const isAttached = ({ path, line, endLine }: Passage, attachment: Attachment): boolean =>
  path === attachment.path &&
  (attachment.lines === undefined || (line <= attachment.lines[1] && endLine >= attachment.lines[0]));
