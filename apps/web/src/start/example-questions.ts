// Questions that this very folder can answer: made from its README's headings and the names of its files.

const README = /^readme(\.(md|markdown|txt|rst))?$/i;
const SOURCE = /\.(ts|tsx|js|jsx|py|go|rs|java|c|cc|cpp|h|hpp|rb|swift|kt|cs|php)$/i;
const MARKDOWN = /\.(md|markdown)$/i;
/** Names that say nothing about what is inside. */
const COMMON_NAME = /test|config|(^|\/)(index|main|mod|lib|app|__init__|setup|utils?)\./i;
/** Headings that every README has say nothing about this one. */
const USUAL = /^(licen[cs]e|contributing|changelog|table of contents|contents|authors?|acknowledg)/i;

export const isMarkdown = (path: string): boolean => MARKDOWN.test(path);

/** The README nearest to the top. */
export const findReadme = (paths: readonly string[]): string | undefined =>
  nearTop(paths).find((path) => README.test(baseName(path)));

/** Second-level and deeper headings of a Markdown text, in order. */
export function headingsOf(lines: readonly string[]): readonly string[] {
  let isCode = false;
  return lines.flatMap((line) => {
    if (/^ {0,3}(```|~~~)/.test(line)) isCode = !isCode;
    const text = isCode ? undefined : /^#{2,4}\s+(.+?)\s*#*$/.exec(line)?.[1]?.replaceAll(/[`*_]/g, "");
    return text === undefined || USUAL.test(text) ? [] : [text];
  });
}

/** Up to three questions, of different kinds as far as the folder has them. */
export function exampleQuestions(paths: readonly string[], headings: readonly string[]): readonly string[] {
  const sorted = nearTop(paths);
  const source = sorted.find((path) => SOURCE.test(path) && !COMMON_NAME.test(path));
  const text = sorted.find((path) => MARKDOWN.test(path) && !README.test(baseName(path)));
  const questions = [
    headings[0] === undefined ? undefined : `What does the README say about “${headings[0]}”?`,
    source === undefined ? undefined : `Where is ${stem(source)} used?`,
    text === undefined ? undefined : `What is ${text} about?`,
    headings[1] === undefined ? undefined : `Where is “${headings[1]}” described?`,
    ...sorted.map((path) => `What is in ${path}?`),
  ];
  return questions.filter((question) => question !== undefined).slice(0, 3);
}

const baseName = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
const stem = (path: string): string => baseName(path).replace(/\.[^.]+$/, "");
const depth = (path: string): number => path.split("/").length;
const nearTop = (paths: readonly string[]): readonly string[] => paths.toSorted((a, b) => depth(a) - depth(b));
