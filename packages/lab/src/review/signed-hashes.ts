import { type State, signedTexts, type Subject } from "@nomous/workbench";
import { contentHash } from "../document/content-hash.ts";

/** What an approval of a state signs of a document: see `signedTexts`. */
export const signedHash = (subject: Subject, state: State): string => contentHash(signedTexts(subject, state)[0]);

/** The hashes under which a line may have approved the document as it is: that of today, and those of lines that earlier versions wrote. */
export function signedHashes(subject: Subject, state: State): ReadonlySet<string> {
  const { markdown, typed } = subject;
  const literal = typed?.state?.name === state.name ? [markdown.text] : [];
  return new Set([...signedTexts(subject, state), ...literal].map(contentHash));
}
