import type { Flavour, ListedModel } from "./flavour.ts";
import { defined, isNamedAsEmbedding, isNamedAsSeeing } from "./model-fields.ts";
import { type OpenAiEntry, openAiList } from "./open-ai-list.ts";

/** Any other server that speaks the OpenAI API: it says little of its models. */
export const otherServer: Flavour = {
  name: "",
  start: "Start it, then look again.",
  fetch: () => "Choose another model.",
  list: async (look) => openAiList(await look.get("models"))?.map(listedByName),
};

/** What a list without details tells. */
export function listedByName({ id, max_model_len }: OpenAiEntry): ListedModel {
  const isEmbedding = isNamedAsEmbedding(id);
  return {
    name: id,
    kind: isEmbedding ? "embedding" : "chat",
    canSee: !isEmbedding && isNamedAsSeeing(id),
    ...defined({ contextTokens: max_model_len }),
  };
}
