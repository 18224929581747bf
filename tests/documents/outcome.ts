// What a person can get at besides the text.
import type { LiveDocument } from "@nomous/client";

/** Texts that wait in suggestions. */
export const suggestionsOf = (document: LiveDocument): string[] =>
  document.view.current().suggestions.flatMap(({ hunks }) => hunks.map(({ inserted }) => inserted));

/** Every version that the history offers, read as a person would. */
export async function keptOf(document: LiveDocument): Promise<string[]> {
  const texts: string[] = [];
  let before: number | undefined;
  for (;;) {
    const { entries, hasMore } = await document.history(before);
    for (const { kind, version } of entries) if (kind === "kept") texts.push(await document.version(version));
    const last = entries.at(-1);
    if (!hasMore || last === undefined) return texts;
    [before] = last.seq;
  }
}
