// The items of `generation/<turn id>`: text as ITEM.text, everything else as ITEM.json with one of these types.
import * as z from "zod/mini";
import { Citation, Route, TurnCitation } from "./turn.ts";

export const GenerationPart = z.discriminatedUnion("type", [
  z.object({ type: z.literal("route"), route: Route }),
  z.object({ type: z.literal("citation"), citation: Citation }),
  z.object({ type: z.literal("turn-citation"), citation: TurnCitation }),
]);
export type GenerationPart = z.infer<typeof GenerationPart>;
