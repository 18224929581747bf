import type { Flavour } from "./flavour.ts";
import { openAiList } from "./open-ai-list.ts";
import { listedByName } from "./other-server.ts";

export const vllm: Flavour = {
  name: "vLLM",
  start: "Start it: `vllm serve MODEL`.",
  fetch: (model) => `Start it with that model: \`vllm serve ${model}\`.`,
  async list(look) {
    const entries = openAiList(await look.get("models"));
    return entries?.some(({ owned_by }) => owned_by === "vllm") === true ? entries.map(listedByName) : undefined;
  },
};
