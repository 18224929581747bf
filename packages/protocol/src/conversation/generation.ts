// The items of `generation/<turn id>`: text as ITEM.text, everything else as ITEM.json with one of these types.
import * as z from "zod/mini";
import { AnswerProgress, AnswerStats, ContextReport, Route, ToolCallPart } from "./answer.ts";
import { Citation, TurnCitation } from "./turn.ts";

export const GenerationPart = z.discriminatedUnion("type", [
  /** The first item. Another one: an engine could not answer and the next one does; what came before it does not count. */
  z.object({ type: z.literal("route"), route: Route }),
  z.object({ type: z.literal("citation"), citation: Citation }),
  z.object({ type: z.literal("turn-citation"), citation: TurnCitation }),
  /** What the model thinks before it answers. */
  z.object({ type: z.literal("reasoning"), text: z.string() }),
  z.object({ type: z.literal("tool-call"), call: ToolCallPart }),
  z.object({ type: z.literal("progress"), progress: AnswerProgress }),
  z.object({ type: z.literal("context"), context: ContextReport }),
  z.object({ type: z.literal("stats"), stats: AnswerStats }),
]);
export type GenerationPart = z.infer<typeof GenerationPart>;
