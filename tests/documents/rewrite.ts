// How programs change a file: line by line, with line ends of their own. What they do is a function of what they read.
import type { SeededRandom } from "@nomous/testkit";
import { newToken } from "./tokens.ts";

export type Rewrite = (raw: string, random: SeededRandom) => string;

const MARK = "\ufeff";

interface Line {
  readonly text: string;
  readonly end: string;
}

const linesOf = (raw: string): Line[] =>
  [...raw.matchAll(/([^\r\n]*)(\r\n|\n|$)/g)]
    .map(([, text = "", end = ""]) => ({ text, end }))
    .filter(({ text, end }) => text !== "" || end !== "");

const joined = (lines: readonly Line[]): string => lines.map(({ text, end }) => text + end).join("");

const isMarker = ({ text }: Line): boolean => text.includes("marker ");

/** A line more. */
const addLine: Rewrite = (raw, random) => {
  const lines = linesOf(raw);
  const at = 1 + random.int(lines.length);
  const before = lines[at - 1];
  // Behind a last line without an end it would be a part of that line.
  const end = before?.end === "" ? "" : random.pick(["\n", "\n", "\r\n"]);
  const line = { text: `${newToken(random)} from a program`, end };
  return joined(
    end === ""
      ? [...lines.slice(0, at - 1), { ...line, end: "\n" }, ...lines.slice(at - 1)]
      : lines.toSpliced(at, 0, line),
  );
};

/** A line less; the marker's stays. */
const dropLine: Rewrite = (raw, random) => {
  const lines = linesOf(raw);
  const others = lines.filter((line) => !isMarker(line));
  return others.length === 0 ? raw : joined(lines.toSpliced(lines.indexOf(random.pick(others)), 1));
};

/** Words at the ends of lines, as a formatter or a linter leaves them. */
const addWords: Rewrite = (raw, random) =>
  joined(
    linesOf(raw).map((line) =>
      isMarker(line) || random.chance(0.8) ? line : { ...line, text: `${line.text} ${newToken(random)}` },
    ),
  );

/** Other line ends everywhere. */
const convertEnds: Rewrite = (raw, random) => {
  const end = raw.includes("\r\n") && random.chance(0.5) ? "\n" : "\r\n";
  return joined(linesOf(raw).map((line) => ({ ...line, end: line.end === "" ? "" : end })));
};

/** A byte order mark, or none. */
const toggleMark: Rewrite = (raw) => (raw.startsWith(MARK) ? raw.slice(1) : MARK + raw);

export const REWRITES: readonly Rewrite[] = [addLine, addLine, addLine, dropLine, addWords, convertEnds, toggleMark];

/** Those that leave the line ends alone that are there. */
export const KEEPING_ENDS: readonly Rewrite[] = REWRITES.filter((rewrite) => rewrite !== convertEnds);
