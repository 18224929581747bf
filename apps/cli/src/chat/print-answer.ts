// What a person or a script sees of an answer.
import { join, relative } from "node:path";
import type { Citation, ConversationId, EndReason, Route } from "@nomous/protocol";
import type { Console } from "../console.ts";
import type { Answer, Listener } from "./ask.ts";

/** Text to stdout as it comes; which engine answers, and why, to a person's stderr. */
export function answerPrinter(console: Console): Listener {
  return {
    route: ({ name, reason }: Route) => {
      if (console.isTerminal) console.note(console.styleNote("dim", `${name}, ${reason}`));
    },
    text: (piece) => console.write(console.isTerminal ? withoutControls(piece) : piece),
  };
}

/** Ends the last line; a terminal also gets the places, as `path:line` from where the person is, so that it links them. */
export function printEnd(console: Console, answer: Answer, workspace: string, cwd: string): void {
  if (answer.text !== "" && !answer.text.endsWith("\n")) console.print("");
  if (console.isTerminal && answer.citations.length > 0) {
    console.print("");
    for (const citation of answer.citations) console.print(citationLine(console, citation, workspace, cwd));
  }
  if (answer.end !== "done") console.note(console.styleNote("yellow", answer.error ?? END_TEXT[answer.end]));
}

function citationLine(console: Console, { n, path, line }: Citation, workspace: string, cwd: string): string {
  const place = `${withoutControls(relative(cwd, join(workspace, path)))}:${line}`;
  return `${console.style("dim", `[${n}]`)} ${console.style("cyan", place)}`;
}

const END_TEXT: Record<Exclude<EndReason, "done">, string> = {
  cancelled: "Stopped.",
  error: "The answer ended in an error.",
  interrupted: "The bridge was restarted while it answered; this is what was saved.",
};

/** Quoted files may hold escape sequences, which would move a terminal's cursor or worse. Only tab and line feed stay. */
// oxlint-disable-next-line no-control-regex
export const withoutControls = (text: string): string => text.replaceAll(/[\0-\x08\x0b-\x1f\x7f-\x9f]/g, "");

/** The one document of `chat --json`. */
export function answerJson({ id, text, route, citations, end, error }: Answer, conversation: ConversationId): string {
  return JSON.stringify({
    text,
    engine: route?.engine ?? null,
    reason: route?.reason ?? null,
    citations: citations.map(({ path, line }) => ({ path, line })),
    generation: id,
    conversation,
    end,
    ...(error === undefined ? {} : { error }),
  });
}

/** For a script that gets the whole answer as one document. */
export const SILENT: Listener = { route: () => undefined, text: () => undefined };
