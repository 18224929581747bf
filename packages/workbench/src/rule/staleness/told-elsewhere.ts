import { citedLine } from "../citation/line.ts";
import { citedPath } from "../citation/path.ts";
import { citedSymbol } from "../citation/symbol.ts";
import { linkAnchor } from "../link/anchor.ts";
import { linkTarget } from "../link/target.ts";
import type { Subject } from "../subject.ts";
import type { Span } from "../../text/span.ts";

const RULES = [citedPath, citedSymbol, citedLine, linkTarget, linkAnchor];

/** Whether another rule tells of an address that leads nowhere: it does so without knowing the history, and one voice is enough. */
export function createToldElsewhere(subject: Subject): (span: Span) => boolean {
  let told: readonly Span[] | undefined;
  return (span) => {
    told ??= RULES.flatMap((rule) => [...rule.check(subject)]);
    return told.some(({ from, to }) => from < span.to && to > span.from);
  };
}
