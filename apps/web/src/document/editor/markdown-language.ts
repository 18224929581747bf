// Markdown as the rules read it: CommonMark with GitHub's tables, task lists and strike-through, and the block of YAML before it. Colours
// are classes, so that the tokens say what they are.
import { markdown, markdownLanguage } from "@codemirror/lang-markdown";
import { syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { styleTags, tagHighlighter, tags } from "@lezer/highlight";
import type { BlockContext, Line, MarkdownConfig } from "@lezer/markdown";

/** No front matter is longer: an open one must not cost a look through the whole text. */
const MAX_LINES = 200;

const frontMatter: MarkdownConfig = {
  defineNodes: [{ name: "FrontMatter", block: true, style: tags.meta }],
  parseBlock: [{ name: "FrontMatter", before: "HorizontalRule", parse: readFrontMatter }],
};

function readFrontMatter(context: BlockContext, line: Line): boolean {
  if (context.lineStart !== 0 || !/^---[ \t]*$/.test(line.text)) return false;
  for (let count = 0; count < MAX_LINES && context.nextLine(); count += 1)
    if (/^(?:---|\.\.\.)[ \t]*$/.test(line.text)) {
      const to = context.lineStart + line.text.length;
      context.nextLine();
      context.addElement(context.elt("FrontMatter", 0, to));
      return true;
    }
  context.addElement(context.elt("FrontMatter", 0, context.prevLineEnd()));
  return true;
}

/** Code in a fence is a text of its own; in a sentence it stands out. */
const fencedCode: MarkdownConfig = {
  props: [styleTags({ "FencedCode/CodeText CodeBlock/CodeText": tags.content })],
};

const classes = tagHighlighter([
  { tag: tags.heading, class: "tok-heading" },
  { tag: tags.strong, class: "tok-strong" },
  { tag: tags.emphasis, class: "tok-emphasis" },
  { tag: tags.strikethrough, class: "tok-struck" },
  { tag: [tags.link, tags.url], class: "tok-link" },
  { tag: tags.monospace, class: "tok-link" },
  { tag: [tags.processingInstruction, tags.contentSeparator, tags.quote, tags.comment, tags.meta], class: "tok-quiet" },
]);

export const markdownText: Extension = [
  markdown({ base: markdownLanguage, extensions: [frontMatter, fencedCode], completeHTMLTags: false }),
  syntaxHighlighting(classes),
];
