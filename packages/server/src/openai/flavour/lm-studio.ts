// LM Studio loads a model at the first prompt, and says only of loaded ones how many tokens a conversation gets.
import { check } from "@nomous/protocol";
import * as z from "zod/mini";
import { type Flavour, type ListedModel, missing } from "./flavour.ts";
import { count, defined, entriesOf, word } from "./model-fields.ts";

const Entry = z.object({
  id: z.string(),
  type: z.enum(["llm", "vlm", "embeddings"]),
  state: word,
  max_context_length: count,
  /** Only of those in memory. */
  loaded_context_length: count,
  quantization: word,
});

const LIST = "/api/v0/models";

export const lmStudio: Flavour = {
  name: "LM Studio",
  start: "Start its server: `lms server start`.",
  fetch: (model) => `Fetch it: \`lms get ${model}\`.`,
  list: async (look) => listed(await look.get(LIST)),
  async contextTokens(look, model) {
    const found = listed(await look.need(LIST))?.find(({ name }) => name === model);
    if (found === undefined) throw missing(lmStudio, model);
    return found.contextTokens;
  },
};

function listed(answer: unknown): readonly ListedModel[] | undefined {
  const list = check(z.object({ data: z.array(z.unknown()) }), answer);
  if (!list.ok) return undefined;
  return entriesOf(Entry, list.value.data).map((entry) => ({
    name: entry.id,
    kind: entry.type === "embeddings" ? "embedding" : "chat",
    canSee: entry.type === "vlm",
    isLoaded: entry.state === "loaded",
    ...defined({
      contextTokens: entry.loaded_context_length,
      trainedTokens: entry.max_context_length,
      quantisation: entry.quantization,
    }),
  }));
}
