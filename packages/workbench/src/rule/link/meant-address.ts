// What somebody probably meant by a link that leads to no file, when that is clear enough to say it and to offer a fix.
import type { Span } from "../../text/span.ts";
import { quote } from "../quote.ts";
import type { Problem } from "../rule.ts";
import type { Surroundings } from "../subject.ts";
import { type Address, SITE } from "./address.ts";

const MAIL = /^[^/@\s]+@[^/@\s]+\.[a-z]{2,}$/i;

export function meantAddress(
  { written, path, span }: Address,
  target: string,
  text: string,
  surroundings: Surroundings,
): Pick<Problem, "message" | "fix"> | null {
  const told = (message: string, piece: string, insert: string): Pick<Problem, "message" | "fix"> => ({
    message,
    ...fixOf(text, span, piece, insert),
  });
  const asFile = `${quote(path)} is taken for a file here.`;
  const [, sign, rest] = /^(["'(]+)(https?:.*)$/.exec(written) ?? [];
  if (sign !== undefined && rest !== undefined)
    return { message: `The address begins with ${sign}. Take it off: ${quote(rest)}.` };
  if (MAIL.test(path)) return told(`${asFile} Write mailto: before it.`, written, `mailto:${written}`);
  if (SITE.test(path)) return told(`${asFile} Write https:// before it.`, written, `https://${written}`);
  if (path.includes("\\"))
    return told(
      `In a link, \\ does not separate folders. Write / in ${quote(written)}.`,
      written,
      written.replaceAll("\\", "/"),
    );
  const name = target.slice(target.lastIndexOf("/") + 1);
  const other = namesInOtherCase(name).find(
    (one) => surroundings.kindOf(target.slice(0, -name.length) + one) === "file",
  );
  return other === undefined ? null : told(`The file is named ${other}, not ${name}: letter case counts.`, name, other);
}

/** Names that people, and file systems without letter case, take for the same. */
function namesInOtherCase(name: string): string[] {
  const dot = name.lastIndexOf(".");
  const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot).toLowerCase()] : [name, ""];
  const lower = stem.toLowerCase();
  const capital = lower.charAt(0).toUpperCase() + lower.slice(1);
  return [lower, stem.toUpperCase(), capital, stem].map((one) => one + ending);
}

/** Only when the piece stands in the address as it is, and not percent-encoded. */
function fixOf(text: string, { from, to }: Span, piece: string, insert: string): Pick<Problem, "fix"> {
  const index = text.slice(from, to).lastIndexOf(piece);
  if (index < 0) return {};
  const start = from + index;
  return { fix: { title: `Write ${insert}`, edits: [{ from: start, to: start + piece.length, insert }] } };
}
