import type { ContextReport } from "@nomous/protocol";
import type { ChatModel } from "../model/chat-model.ts";
import { composePrompt, type PromptParts, type PromptRequest } from "./compose-prompt.ts";

/** What a model would be given if it were asked now; `null` when it could not be, for what is attached. Loads nothing. */
export async function previewContext(
  model: ChatModel,
  parts: PromptParts,
  request: PromptRequest,
  signal: AbortSignal,
): Promise<ContextReport | null> {
  return (await composePrompt(model, parts, request, signal)).context;
}
