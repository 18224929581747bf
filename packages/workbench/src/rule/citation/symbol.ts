import { followed } from "../../staleness/moved-fix.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { findCitedFile } from "./cited-file.ts";
import { citationsIn } from "./code-citation.ts";
import { isCodeFile } from "./text-file.ts";

export const citedSymbol: Rule = {
  id: "citation.symbol",
  title: "A citation of a name that its file does not contain",
  why: "It was renamed, moved or removed, and what the sentence says may not hold for what is there now.",
  remedy: "Look up what it is called now.",
  weight: "wrong",
  appliesTo: "any",
  bad: {
    text: "# Resume\n\n## Findings\n\n- A reader begins at `src/cursor.ts#resumeAt`.\n",
    files: { "src/cursor.ts": "export const cursorAfter = (at: number): number => at + 1;\n" },
  },
  good: {
    text: "# Resume\n\n## Findings\n\n- A reader begins at `src/cursor.ts#cursorAfter`.\n",
    files: { "src/cursor.ts": "export const cursorAfter = (at: number): number => at + 1;\n" },
  },
  *check(subject: Subject): Iterable<Problem> {
    for (const citation of citationsIn(subject)) {
      const { from, to, path, symbol } = citation;
      if (symbol === null || !isCodeFile(path)) continue;
      const file = findCitedFile(citation, subject);
      const text = file.status === "found" ? subject.surroundings.textOf(file.path) : undefined;
      const missing = text === undefined ? undefined : symbol.split(".").find((name) => !hasWord(text, name));
      if (missing === undefined) continue;
      const message = `${quote(path)} does not contain ${quote(missing)}. ${citedSymbol.remedy}`;
      yield followed(subject, { from, to, message });
    }
  },
};

/** `Session.resume` is two names, which need not stand side by side. */
function hasWord(text: string, name: string): boolean {
  const isInWord = (index: number): boolean => /[\w$]/.test(text.charAt(index));
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1))
    if (!isInWord(at - 1) && !isInWord(at + name.length)) return true;
  return false;
}
