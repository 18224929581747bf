// What a model is given for a prompt: everything that belongs to it is gathered, counted, fitted into the context, and put
// into words. The same way leads to an answer and to its preview; nothing on it loads a model.
import type { Citation, ContextReport, Runtime } from "@nomous/protocol";
import type { EngineRequest } from "../engine/engine.ts";
import { citationOf } from "../engine/quote.ts";
import type { ChatMessage, ChatModel } from "../model/chat-model.ts";
import type { Retriever } from "../workspace/workspace-source.ts";
import { contextReport, digits, type FittedContext } from "./context-report.ts";
import { contextSize, linesOf, type Material, textsOf } from "./context-size.ts";
import { readExchanges } from "./exchange.ts";
import { findPassages } from "./find-passages.ts";
import { fitContext } from "./fit-context.ts";
import { attachedText, chatMessages, passageTexts, systemText } from "./prompt-text.ts";
import type { AttachmentFiles } from "./read-attached.ts";
import { TokenCounts } from "./token-counts.ts";

export interface PromptParts {
  readonly retriever: Retriever;
  readonly workspace: AttachmentFiles;
  readonly runtime: Pick<Runtime, "clock">;
}

export type PromptRequest = Pick<EngineRequest, "messages" | "settings">;

export type ComposedPrompt =
  | {
      readonly status: "ready";
      readonly messages: readonly ChatMessage[];
      readonly citations: readonly Citation[];
      readonly context: ContextReport;
    }
  /** `reason` is for a person: what is wrong and what to do. */
  | { readonly status: "refused"; readonly reason: string; readonly context: ContextReport | null };

type AskedModel = Pick<ChatModel, "name" | "canSee" | "contextTokens" | "count">;

/** When nobody says what a model holds: what servers give it at the least. */
const ASSUMED_CONTEXT_TOKENS = 4_096;
/** Kept free for the answer unless told, and never more than this part of the context. */
const ANSWER_TOKENS = 1_024;
const MAX_ANSWER_PART = 1 / 4;
/** The part of the room that is not used when tokens are estimated. */
const ESTIMATE_MARGIN = 0.15;
/** A token is about four characters long: twice that is more than any model holds. */
const CHARACTERS_PER_TOKEN = 8;

export async function composePrompt(
  model: AskedModel,
  parts: PromptParts,
  request: PromptRequest,
  signal: AbortSignal,
): Promise<ComposedPrompt> {
  const size = model.contextTokens();
  const holds = size ?? ASSUMED_CONTEXT_TOKENS;
  const material = await gather(model, parts, request, holds, signal);
  const obstacle = obstacleIn(material, model);
  if (obstacle !== undefined) return { status: "refused", reason: obstacle, context: null };

  const wanted = request.settings.maxTokens ?? ANSWER_TOKENS;
  const reserved = Math.min(wanted, Math.floor(holds * MAX_ANSWER_PART));
  const context = await fit(material, new TokenCounts(model), holds - reserved, signal);
  const report = contextReport(context, { size: size ?? null, reserved });
  if (!context.fitting.fits)
    return { status: "refused", reason: tooLarge(context, report, model.name, holds), context: report };
  return { status: "ready", ...worded(context), context: report };
}

async function gather(
  { canSee }: AskedModel,
  { retriever, workspace, runtime }: PromptParts,
  { messages, settings }: PromptRequest,
  holds: number,
  signal: AbortSignal,
): Promise<Material> {
  const prompt = messages.at(-1);
  const isSearched = prompt !== undefined && settings.retrieval !== false;
  const maxCharacters = holds * CHARACTERS_PER_TOKEN;
  const [exchanges, found] = await Promise.all([
    readExchanges(workspace, messages, { canSee, maxCharacters }),
    isSearched ? findPassages(retriever, runtime.clock, prompt, signal) : { passages: [] },
  ]);
  return { system: systemText(settings), exchanges, ...found };
}

/** What was attached to the prompt is meant: an answer without it would be to another question. */
function obstacleIn({ exchanges }: Material, { canSee, name }: AskedModel): string | undefined {
  const { attached = [], missing = [] } = exchanges.at(-1) ?? {};
  const [gone] = missing;
  if (gone !== undefined) return `What is attached cannot be given to the model: ${gone.why} Ask again without it.`;
  const image = attached.find(({ type }) => type === "image");
  if (image === undefined || canSee) return undefined;
  return `${name} cannot see images, so it was not asked about ${image.path}. Ask again without it, or choose a model that can see.`;
}

/** Lines are counted only when files have to be cut. */
async function fit(material: Material, counts: TokenCounts, free: number, signal: AbortSignal): Promise<FittedContext> {
  await counts.learn(textsOf(material), signal);
  const room = Math.floor(free * (counts.isExact ? 1 : 1 - ESTIMATE_MARGIN));
  const whole = contextSize(material, counts, false);
  const fitting = fitContext(whole, room);
  if (fitting.fits && fitting.dropped === 0) return { material, size: whole, fitting, counts };

  await counts.learn(linesOf(material), signal);
  const size = contextSize(material, counts, true);
  const cut: FittedContext = { material, size, fitting: fitContext(size, room), counts };
  await counts.learn(givenFiles(cut), signal);
  return cut;
}

const givenFiles = ({ material, fitting }: FittedContext): readonly string[] =>
  material.exchanges.flatMap(({ attached }, index) =>
    attached.map((each, at) => attachedText(each, fitting.lines[index]?.[at] ?? Infinity)),
  );

function worded({ material, fitting }: FittedContext): {
  readonly messages: readonly ChatMessage[];
  readonly citations: readonly Citation[];
} {
  const passages = material.passages.slice(0, fitting.passages);
  const exchanges = material.exchanges.map((exchange, index) => ({ ...exchange, lines: fitting.lines[index] ?? [] }));
  return {
    messages: chatMessages(material.system, exchanges.slice(fitting.dropped), passageTexts(passages)),
    citations: passages.map((passage, index) => citationOf(index + 1, passage)),
  };
}

function tooLarge(
  { counts }: FittedContext,
  { sections, reserved }: ContextReport,
  name: string,
  holds: number,
): string {
  const needed = sections.reduce((total, { tokens }) => total + tokens, 0);
  const margin = counts.isExact ? "" : ` and ${100 * ESTIMATE_MARGIN} % because tokens are estimated`;
  return (
    `The prompt, with the system text and the least of what is attached, is ${digits(needed)} tokens long. ` +
    `${name} holds ${digits(holds)}, less ${digits(reserved)} for the answer${margin}. ` +
    "Shorten the prompt, attach fewer lines, or choose a model with a larger context."
  );
}
