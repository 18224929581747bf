// One question and its answer. The text is handed on as it comes; a stop is a command of its own, because a closed
// socket cancels nothing.
import type { AnswerProgress, AnswerView, Client } from "@nomous/client";
import {
  type Attachment,
  type ChatSettings,
  type ConversationId,
  type EndReason,
  generationStream,
  newTurnId,
  type Route,
  type Runtime,
  type TurnId,
} from "@nomous/protocol";
import { until } from "../bridge/until.ts";
import { CliError } from "../cli-error.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";

export interface Question {
  readonly conversation: ConversationId;
  /** The turn it follows; `null` begins the conversation. */
  readonly parent: TurnId | null;
  readonly text: string;
  readonly attachments: readonly Attachment[];
  /** Without them those of the turns above hold. */
  readonly settings?: ChatSettings;
}

export interface Answer extends Pick<
  AnswerView,
  "text" | "reasoning" | "calls" | "route" | "citations" | "context" | "stats"
> {
  /** The engine's turn; also the key of the generation. */
  readonly id: TurnId;
  readonly end: EndReason;
  /** Why it ended early, for people. */
  readonly error: string | undefined;
}

export interface Listener {
  /** Another one follows when an engine could not answer and the next one does. */
  route(route: Route): void;
  /** What goes on before the first word; `undefined` when that is over. */
  progress(progress: AnswerProgress | undefined): void;
  reasoning(piece: string): void;
  text(piece: string): void;
}

/** Asks and follows the answer to its end. When `stop` fires, the generation is cancelled and what came is returned. */
export async function ask(
  client: Client,
  runtime: Runtime,
  question: Question,
  listener: Listener,
  stop: AbortSignal,
): Promise<Answer> {
  const id = newTurnId(runtime);
  await prompt(client, runtime, question, id);
  const cancel = (): void => void client.command("stream.cancel", { sid: generationStream(id) });
  stop.addEventListener("abort", cancel, { once: true });
  if (stop.aborted) cancel();
  try {
    return await follow(client, id, listener);
  } finally {
    stop.removeEventListener("abort", cancel);
  }
}

async function prompt(client: Client, runtime: Runtime, question: Question, answer: TurnId): Promise<void> {
  const { conversation, parent, text, attachments, settings } = question;
  const { status, error } = await client.command("conversation.prompt", {
    conversation,
    turn: newTurnId(runtime),
    answer,
    parent,
    text,
    attachments: [...attachments],
    ...(settings === undefined ? {} : { settings }),
  }).result;
  if (status !== "applied")
    throw new CliError(EXIT.refused, error?.message ?? `The bridge refused the question (${status}).`);
}

function follow(client: Client, id: TurnId, listener: Listener): Promise<Answer> {
  let seen: Partial<AnswerView> = {};
  return until(client.answer(id), (view): Answer | undefined => {
    const { text = "", reasoning = "" } = seen;
    if (view.route !== undefined && view.route.engine !== seen.route?.engine) listener.route(view.route);
    if (view.progress !== seen.progress) listener.progress(view.progress);
    if (view.reasoning.length > reasoning.length) listener.reasoning(view.reasoning.slice(reasoning.length));
    if (view.text.length > text.length) listener.text(view.text.slice(text.length));
    seen = view;
    return ended(id, view);
  });
}

function ended(id: TurnId, { status, end, ...view }: AnswerView): Answer | undefined {
  if (status === "missing") throw new CliError(EXIT.unavailable, "The bridge does not have this answer.");
  if (status === "damaged")
    throw new CliError(
      EXIT.answerFailed,
      "The database is damaged here: the rest of the answer cannot be read.",
      "Look with `nomous doctor`.",
    );
  return end && { ...view, id, end: end.reason, error: end.error?.message };
}

/** The exit code of a question whose answer ended like this. */
export const EXIT_OF_END: Record<EndReason, ExitCode> = {
  done: EXIT.ok,
  cancelled: EXIT.interrupted,
  error: EXIT.answerFailed,
  interrupted: EXIT.answerFailed,
};
