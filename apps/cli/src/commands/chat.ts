import process from "node:process";
import { sleep } from "@nomous/protocol";
import { type Connected, connect } from "../bridge/connect.ts";
import { bridgeLost } from "../bridge/watch-connection.ts";
import { type Answer, ask, EXIT_OF_END, type Question } from "../chat/ask.ts";
import { parseAttachment } from "../chat/attachments.ts";
import { findPlace } from "../chat/conversation.ts";
import { answerJson, answerPrinter, printEnd, SILENT } from "../chat/print-answer.ts";
import { isPiped, promptText, readPiped } from "../chat/prompt-text.ts";
import { readPrompt } from "../chat/read-prompt.ts";
import { chatSettings, type SettingsOptions } from "../chat/settings.ts";
import type { Context } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { explainError } from "../explain-error.ts";
import { onSignal } from "../interrupts.ts";
import { resolveModel } from "../models/resolve-model.ts";

export interface ChatOptions extends SettingsOptions {
  /** Empty: what is piped in is the question, and on a terminal a conversation begins. */
  readonly text: string;
  /** A model, `workspace` or `scripted`. */
  readonly model?: string;
  readonly conversation?: string;
  readonly continue?: boolean;
  /** `PATH` or `PATH:from-to`, with the first question. */
  readonly attach: readonly string[];
  /** Prints what the model thinks, too. */
  readonly reasoning?: boolean;
}

/** Asks one question, or holds a conversation on a terminal. */
export async function chat(context: Context, options: ChatOptions): Promise<ExitCode> {
  const isConversation = options.text === "" && process.stdin.isTTY;
  const piped = isPiped() ? await readPiped(context.runtime, context.console) : "";
  const text = isConversation ? "" : promptText(options.text, piped);
  const connected = await connect(context, engineOf(options.model) === undefined ? options.model : undefined);
  try {
    const begin = await firstQuestion(context, connected, options, text);
    const { exit } = await (isConversation
      ? converse(context, connected, options, begin)
      : askOnce(context, connected, options, begin));
    return exit;
  } finally {
    await connected.close();
  }
}

/** Engines that are no models are named as they are. */
const engineOf = (model: string | undefined): string | undefined =>
  model === "workspace" || model === "scripted" ? model : undefined;

async function firstQuestion(
  context: Context,
  { client, folder }: Connected,
  options: ChatOptions,
  text: string,
): Promise<Question> {
  const { runtime, cwd } = context;
  const { model } = options;
  const attachments = options.attach.map((what) => parseAttachment(what, cwd, folder.path));
  const { settings: before, ...place } = await findPlace(client, runtime, options);
  const engine =
    engineOf(model) ??
    (model === undefined ? undefined : resolveModel((await client.ask("models.list", {})).models, model, cwd).id);
  const settings = chatSettings(before, engine, options, cwd);
  return { ...place, text, attachments, ...(settings !== undefined && { settings }) };
}

interface Asked {
  readonly exit: ExitCode;
  /** Absent when the person did not wait for the end. */
  readonly answer?: Answer;
}

/** How long a stopped answer may take to end; a bridge that is away does not hear of it. */
const STOP_MS = 3_000;

async function askOnce(
  context: Context,
  { client, folder }: Connected,
  { reasoning = false }: ChatOptions,
  question: Question,
): Promise<Asked> {
  const { runtime, console, json, cwd } = context;
  const interrupt = new AbortController();
  const over = new AbortController();
  const stop = AbortSignal.any([interrupt.signal, console.outputClosed]);
  const stopListening = onSignal(runtime.clock, ["SIGINT"], () => interrupt.abort());
  try {
    const answer = await Promise.race([
      ask(client, runtime, question, json ? SILENT : answerPrinter(console, { reasoning }), stop),
      bridgeLost(client, runtime.clock, console, over.signal),
      stopped(context, stop),
    ]);
    if (console.outputClosed.aborted) return { exit: EXIT.outputClosed };
    if (answer === undefined) return { exit: EXIT.interrupted };
    if (json) console.print(answerJson(answer, question.conversation));
    else printEnd(console, answer, folder.path, cwd);
    return { exit: EXIT_OF_END[answer.end], answer };
  } finally {
    console.status();
    over.abort();
    stopListening();
  }
}

async function stopped({ runtime }: Context, stop: AbortSignal): Promise<undefined> {
  if (!stop.aborted) await new Promise((resolve) => stop.addEventListener("abort", resolve, { once: true }));
  await sleep(runtime.clock, STOP_MS);
}

/** Question after question until Ctrl-D. What goes wrong with one is told, and the next may be asked. */
async function converse(context: Context, connected: Connected, options: ChatOptions, begin: Question): Promise<Asked> {
  const { runtime, console } = context;
  const history: string[] = [];
  console.note(console.styleNote("dim", "Ctrl-C stops an answer, Ctrl-D ends."));
  for (let next = begin; ;) {
    const typed = await readPrompt(runtime.clock, "> ", history);
    if (typed.status === "end") return { exit: EXIT.ok };
    if (typed.status === "interrupted") return { exit: EXIT.interrupted };
    try {
      const { answer } = await askOnce(context, connected, options, { ...next, text: promptText(typed.text, "") });
      if (answer !== undefined) next = { ...next, parent: answer.id, attachments: [] };
    } catch (error) {
      explainError(console, error);
    }
  }
}
