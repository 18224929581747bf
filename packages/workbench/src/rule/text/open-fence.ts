import type { Fence, Markdown } from "../../text/markdown.ts";
import { lineEndingAt } from "../../text/splice.ts";
import type { Fix, Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";

export const openFence: Rule = {
  id: "text.open-fence",
  title: "A fence that is never closed, or only by the next one",
  why: "Everything below it is shown as code: headings, tables and links are gone.",
  remedy: "Close it with the marks that opened it, as far to the right, in a line of their own.",
  weight: "broken",
  appliesTo: "any",
  bad: { text: "# Bridge\n\n## Start\n\n```sh\nnomous start\n\n## Stop\n\nClose the terminal.\n" },
  good: { text: "# Bridge\n\n## Start\n\n```sh\nnomous start\n```\n\n## Stop\n\nClose the terminal.\n" },
  *check({ markdown }: Subject): Iterable<Problem> {
    const { text, lines, fences } = markdown;
    let isShifted = false;
    for (const fence of fences) {
      const next = fence.isClosed ? nextBeginning(text, fence) : null;
      // Marks alone may be the end of a fence whose beginning is lost; those after it are told with the first.
      if (next !== null && (fence.info !== "" || !isShifted) && !isForAnotherTool(text, fence)) {
        isShifted = true;
        const message = `This fence is still open in line ${lines.positionOf(next).line}, where another begins. ${NESTED}`;
        yield { from: fence.from, to: firstLineEnd(text, fence), message };
      }
      if (!fence.isClosed && isHarmful(text, fence)) yield endless(fence, markdown);
    }
  },
};

const NESTED = "Close it before, or give it one mark more than the other when that belongs inside.";

/** A directive may hold fences, further to the right; and before `</div>` marks end a fence that the tag above it hid. */
const isForAnotherTool = (text: string, { from, to, info }: Fence): boolean =>
  info.startsWith("{") || /^.*[\r\n]+<\/\w+>/.test(text.slice(from, to));

const firstLineEnd = (text: string, { from, to }: Fence): number =>
  from + (/^.*/.exec(text.slice(from, to))?.[0].trimEnd().length ?? 0);

/** Where, inside a fence, marks with a language begin another one. */
function nextBeginning(text: string, { from, body }: Fence): number | null {
  const [marks = "```"] = /^(?:`+|~+)/.exec(text.slice(from)) ?? [];
  const beginning = new RegExp(String.raw`^[ \t>]*${marks.charAt(0)}{${marks.length},}[ \t]*[\w{][^\x60\r\n]*$`, "m");
  const match = beginning.exec(text.slice(body.from, body.to));
  return match === null ? null : body.from + match.index;
}

function endless(fence: Fence, markdown: Markdown): Problem {
  const { text, lines } = markdown;
  const end = lines.positionOf(fence.from + text.slice(fence.from, fence.to).trimEnd().length).line;
  const message = `This fence is never closed: everything up to line ${end} is code. ${openFence.remedy}`;
  const fix = closeAtEnd(markdown, fence);
  return { from: fence.from, to: firstLineEnd(text, fence), message, ...(fix !== null && { fix }) };
}

/** A fence in an item or a quote ends with it, which is only wrong when its closing marks stand outside and open another. */
const isHarmful = (text: string, { to }: Fence): boolean => {
  const rest = text.slice(to);
  return rest.trim() === "" || /^\s*(?:```+|~~~+)[ \t]*(?:[\r\n]|$)/.test(rest);
};

/** Safe when nothing but one block of code can have been meant. */
function closeAtEnd({ text }: Markdown, { from, to, info, body }: Fence): Fix | null {
  const indent = text.slice(Math.max(text.lastIndexOf("\n", from - 1), text.lastIndexOf("\r", from - 1)) + 1, from);
  const code = text.slice(body.from, body.to).trim();
  const isOneBlock = info !== "" && code !== "" && !/(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)|```|~~~/.test(code);
  if (!isOneBlock || indent.trim() !== "" || text.slice(to).trim() !== "") return null;
  const marks = /^(?:`+|~+)/.exec(text.slice(from))?.[0] ?? "```";
  const ending = lineEndingAt(text, text.length);
  const insert = /[\r\n]$/.test(text) ? `${indent}${marks}${ending}` : `${ending}${indent}${marks}`;
  return {
    title: "Close the fence at the end of the document",
    edits: [{ from: text.length, to: text.length, insert }],
  };
}
