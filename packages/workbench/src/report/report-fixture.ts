// Documents and reports for tests, through the whole way of `nomous check`, with a type and rules of their own.
import { checkDocument, type CheckedDocument } from "../check/check-document.ts";
import { surroundingsOf } from "../rule/rule-fixture.ts";
import type { Fix, Problem, Rule, Weight } from "../rule/rule.ts";
import type { Subject } from "../rule/subject.ts";
import type { DocumentType, Part } from "../type/document-type.ts";
import { type CheckReport, reportDocument } from "./checked.ts";

const part = (id: string, heading: string, more: Partial<Part> = {}): Part => ({
  id,
  heading,
  need: "always",
  guidance: `Write here what the ${heading.toLowerCase()} of it is.`,
  ...more,
});

export const MEMO: DocumentType = {
  name: "memo",
  title: "Memo",
  purpose: "Shows how documents are reported.",
  folder: "docs/memos",
  metadata: "front-matter",
  fields: [],
  states: [
    { name: "draft", label: "Draft", stage: "draft", next: ["dropped", "in-review"] },
    { name: "in-review", label: "In review", stage: "review", next: ["draft", "approved"] },
    { name: "approved", label: "Approved", stage: "approved", next: ["in-review", "done"], isApproval: true },
    { name: "done", label: "Done", stage: "closed", next: [] },
    { name: "dropped", label: "Dropped", stage: "closed", next: [] },
  ],
  scopes: [{ name: "gpu", question: "Does it need a GPU?" }],
  parts: [
    part("context", "Context", {
      parts: [part("context.problem", "Problem"), part("context.today", "Today", { need: "full" })],
    }),
    part("options", "Options", { need: "full" }),
    part("memory", "Memory", { need: { scope: "gpu" } }),
    part("thanks", "Thanks", { need: "optional" }),
    part("decision", "Decision"),
  ],
  phases: [
    { name: "look", parts: ["context", "options", "memory"] },
    { name: "decide", parts: ["decision"] },
  ],
  leadsTo: ["memo"],
};

/** A rule that finds every occurrence of a word. */
export const wordRule = (id: string, word: string, weight: Weight, fix?: (from: number) => Fix): Rule => ({
  id,
  title: `The word "${word}"`,
  why: "It is too strong a word.",
  remedy: "Choose a weaker one.",
  weight,
  appliesTo: "any",
  bad: { text: `It is ${word} so.\n` },
  good: { text: "It is so.\n" },
  *check({ markdown: { text } }: Subject): Iterable<Problem> {
    for (const { index } of text.matchAll(new RegExp(word, "g"))) {
      const problem = {
        from: index,
        to: index + word.length,
        message: `"${word}" is too strong. Choose a weaker word.`,
      };
      yield fix === undefined ? problem : { ...problem, fix: fix(index) };
    }
  },
});

export const never = wordRule("word.never", "never", "wrong", (from) => ({
  title: 'Change it to "seldom"',
  edits: [{ from, to: from + "never".length, insert: "seldom" }],
}));
export const always = wordRule("word.always", "always", "broken");
export const gap = wordRule("word.gap", "GAP", "missing");
export const MEMO_RULES = [never, always, gap];

export const checkMemo = (
  text: string,
  path = "docs/memos/a.md",
  rules: readonly Rule[] = MEMO_RULES,
): CheckedDocument =>
  checkDocument({ path, text, types: [MEMO], rules, surroundings: surroundingsOf({ [path]: text }) });

/** A report of these documents, by path. */
export const reportOf = (texts: Readonly<Record<string, string>>, more: Partial<CheckReport> = {}): CheckReport => ({
  documents: Object.entries(texts).map(([path, text]) => reportDocument(checkMemo(text, path))),
  unchecked: [],
  known: 0,
  fixed: 0,
  tool: { name: "nomous", version: "0.1.0" },
  ...more,
});

/** What breaks renderers: line ends, tabs, wide characters, marks of every format, and what terminals obey. */
export const AWKWARD =
  '# A|B ]]> & <b> 100%0A\r\n\r\nIt\tis never 👩‍👩‍👧 日本 always \u001B[31mred\u0007 \u202Eso, "x": y\r\n';
