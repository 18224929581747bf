// A server with one model, or with several that it loads when they are asked for.
import { check } from "@nomous/protocol";
import * as z from "zod/mini";
import { lenient } from "../lenient.ts";
import { type Flavour, type ListedModel, missing } from "./flavour.ts";
import { count, defined, isNamedAsEmbedding } from "./model-fields.ts";
import { type OpenAiEntry, openAiList } from "./open-ai-list.ts";

/** `n_ctx` is what one conversation gets. With several models it is 0: each has its own. */
const Props = z.object({
  default_generation_settings: z.object({ n_ctx: count }),
  modalities: lenient(z.object({ vision: lenient(z.boolean()) })),
});
type Props = z.infer<typeof Props>;

export const llamaServer: Flavour = {
  name: "llama-server",
  start: "Start it: `llama-server -m FILE`.",
  fetch: (model) => `Start it with that model: \`llama-server -m ${model}\`.`,
  chatFields: { return_progress: true },
  async list(look) {
    const entries = openAiList(await look.get("models"));
    if (entries === undefined) return undefined;
    // With a key, only the list is open to everybody.
    const answer = check(Props, await look.get("/props"));
    const props = answer.ok ? answer.value : undefined;
    if (props === undefined && !entries.some(({ owned_by }) => owned_by === "llamacpp")) return undefined;
    return entries.map((entry) => listed(entry, entries.length === 1 ? props : undefined));
  },
  async contextTokens(look, model) {
    const entry = openAiList(await look.need("models"))?.find(({ id }) => id === model);
    // A server with one model answers with it, whatever name it is given: another model must not pass for this one.
    if (entry === undefined) throw missing(llamaServer, model);
    if (entry.status !== undefined && entry.status.value !== "loaded") return undefined;
    const props = check(Props, await look.need(entry.status === undefined ? "/props" : propsOf(model)));
    return props.ok ? props.value.default_generation_settings.n_ctx : undefined;
  },
};

/** The question alone must not load a model. */
const propsOf = (model: string): string => `/props?model=${encodeURIComponent(model)}&autoload=false`;

function listed({ id, meta, architecture, status }: OpenAiEntry, props: Props | undefined): ListedModel {
  return {
    name: id,
    kind: isNamedAsEmbedding(id) ? "embedding" : "chat",
    canSee: props?.modalities?.vision ?? architecture?.input_modalities?.includes("image") ?? false,
    isLoaded: status === undefined || status.value === "loaded",
    ...defined({
      contextTokens: props?.default_generation_settings.n_ctx ?? meta?.n_ctx,
      trainedTokens: meta?.n_ctx_train,
      parameters: meta?.n_params,
      fileBytes: meta?.size,
    }),
  };
}
