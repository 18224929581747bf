// What a person or a script sees of an answer.
import { join, relative } from "node:path";
import type { AnswerProgress, Citation, ConversationId, EndReason, Route } from "@nomous/protocol";
import type { Console } from "../console.ts";
import { withoutControls } from "../without-controls.ts";
import type { Answer, Listener } from "./ask.ts";

export interface PrintOptions {
  /** What the model thinks is shown too, dim and on stderr. */
  readonly reasoning: boolean;
}

/** Text to stdout as it comes; which engine answers, why, and what goes on before the first word, to a person's stderr. */
export function answerPrinter(console: Console, { reasoning }: PrintOptions): Listener {
  let isThinking = false;
  let engine = "";
  return {
    route(route) {
      engine = route.name;
      printRoute(console, route);
    },
    progress: (progress) => console.status(progress === undefined ? "" : progressLine(progress, engine)),
    reasoning(piece) {
      if (!reasoning) return console.status("thinking …");
      isThinking = true;
      console.writeNote(console.styleNote("dim", console.showsStatus ? withoutControls(piece) : piece));
    },
    text(piece) {
      if (isThinking) console.note("\n");
      isThinking = false;
      console.write(console.isTerminal ? withoutControls(piece) : piece);
    },
  };
}

/** Scripts are told too when another engine answers than was to, and when text leaves the machine. */
function printRoute(console: Console, { name, reason, leavesTo, refused }: Route): void {
  for (const { name, reason, remedy } of refused)
    console.note(console.styleNote("yellow", `${name} ${reason}.${remedy === undefined ? "" : ` ${remedy}`}`));
  if (console.isTerminal || refused.length > 0) console.note(console.styleNote("dim", `${name}, ${reason}`));
  if (leavesTo !== undefined) console.note(console.styleNote("yellow", `text leaves this machine: ${leavesTo}`));
}

function progressLine({ stage, done, total }: AnswerProgress, engine: string): string {
  if (stage === "load") return `loading ${engine}${percentOf(done, total)}`;
  if (stage === "prefill") return `reading the prompt${percentOf(done, total)}`;
  return done === 0 ? "waiting for a free place" : `waiting; before this one: ${done}`;
}

const percentOf = (done: number, total: number): string =>
  total === 0 ? " …" : ` ${Math.floor((100 * done) / total)} %`;

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

/** The one document of `chat --json`. */
export function answerJson(answer: Answer, conversation: ConversationId): string {
  const { id, text, reasoning, calls, route, citations, context, stats, end, error } = answer;
  return JSON.stringify({
    text,
    engine: route?.engine ?? null,
    reason: route?.reason ?? null,
    citations: citations.map(({ path, line }) => ({ path, line })),
    generation: id,
    conversation,
    end,
    ...(error === undefined ? {} : { error }),
    route: route ?? null,
    reasoning,
    calls,
    context: context ?? null,
    stats: stats ?? null,
  });
}

/** For a script that gets the whole answer as one document. */
export const SILENT: Listener = {
  route: () => undefined,
  progress: () => undefined,
  reasoning: () => undefined,
  text: () => undefined,
};
