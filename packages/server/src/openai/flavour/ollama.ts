// Ollama gives a model its context when it loads it, by memory, settings and the wishes of whoever asked first, and cuts longer
// prompts without a word. So the only number to rely on is that of a model loaded for us, before a prompt is put together.
import { check } from "@nomous/protocol";
import * as z from "zod/mini";
import { lenient } from "../lenient.ts";
import type { Flavour, ListedModel } from "./flavour.ts";
import type { Look } from "./look.ts";
import { count, defined, entriesOf, word, words } from "./model-fields.ts";

const Details = z.object({ family: word, parameter_size: word, quantization_level: word });
/** `remote_host`: it runs on Ollama's own machines. */
const Entry = z.object({ name: z.string(), size: count, remote_host: word, details: lenient(Details) });
const Tags = z.object({ models: z.array(z.unknown()) });
const Running = z.object({ name: z.string(), context_length: count });
const Shown = z.object({
  capabilities: words,
  parameters: word,
  model_info: lenient(z.record(z.string(), z.unknown())),
});
type Shown = z.infer<typeof Shown>;

/** Asked at once, so that a long list is soon complete. */
const SHOWN_AT_ONCE = 8;
/** Loading reads gigabytes from a disk. */
const LOAD_MS = 600_000;

export const ollama: Flavour = {
  name: "Ollama",
  start: "Start it: `ollama serve`.",
  fetch: (model) => `Fetch it: \`ollama pull ${model}\`.`,
  async list(look) {
    const tags = check(Tags, await look.get("/api/tags"));
    const version = check(z.object({ version: z.string() }), await look.get("/api/version"));
    if (!tags.ok || !version.ok) return undefined;
    const entries = entriesOf(Entry, tags.value.models);
    const loaded = new Map(running(await look.get("/api/ps")).map((model) => [model.name, model.context_length]));
    const shown = await showAll(look, entries);
    return entries.map((entry, index) => {
      const { name } = entry;
      const contextTokens = loaded.get(name);
      return { ...listed(entry, shown[index]), isLoaded: loaded.has(name), ...defined({ contextTokens }) };
    });
  },
  contextTokens: async (look, model) =>
    running(await look.need("/api/ps")).find(({ name }) => name === model)?.context_length,
  // Without a prompt nothing is generated. A model that another program loaded with other settings is loaded again.
  async load({ peer, signal }, model) {
    const body = { model, stream: false };
    const about = { name: model, fetch: ollama.fetch(model) };
    const ask = { path: "/api/generate", body, patienceMs: LOAD_MS, model: about };
    await peer.json(signal === undefined ? ask : { ...ask, signal });
  },
};

function running(answer: unknown): z.infer<typeof Running>[] {
  const loaded = check(Tags, answer);
  return loaded.ok ? entriesOf(Running, loaded.value.models) : [];
}

/** Details of each; none any more after the first that is not told in time. */
async function showAll(look: Look, entries: readonly z.infer<typeof Entry>[]): Promise<readonly (Shown | undefined)[]> {
  const shown: (Shown | undefined)[] = [];
  for (let at = 0; at < entries.length; at += SHOWN_AT_ONCE) {
    const batch = await Promise.all(entries.slice(at, at + SHOWN_AT_ONCE).map(({ name }) => show(look, name)));
    shown.push(...batch);
    if (batch.includes(undefined)) break;
  }
  return shown;
}

async function show({ peer, patienceMs }: Look, model: string): Promise<Shown | undefined> {
  const answer = await peer.json({ path: "/api/show", body: { model }, patienceMs }).catch(() => undefined);
  const shown = check(Shown, answer);
  return shown.ok ? shown.value : undefined;
}

function listed({ name, size, remote_host, details }: z.infer<typeof Entry>, shown: Shown | undefined): ListedModel {
  const info = shown?.model_info ?? {};
  const trainedTokens = numberIn(info, /\.context_length$/);
  const leavesTo = remote_host === undefined ? undefined : (URL.parse(remote_host)?.hostname ?? remote_host);
  const isEmbedding = shown?.capabilities?.includes("embedding") ?? /bert/.test(details?.family ?? "");
  return {
    name,
    kind: isEmbedding ? "embedding" : "chat",
    canSee: shown?.capabilities?.includes("vision") ?? false,
    ...defined({
      leavesTo,
      trainedTokens,
      // Elsewhere it always has all of its context.
      contextTokens: leavesTo === undefined ? configuredTokens(shown?.parameters) : trainedTokens,
      fileBytes: size,
      parameters: numberIn(info, /^general\.parameter_count$/),
      quantisation: details?.quantization_level,
    }),
  };
}

/** `num_ctx 8192`, when its Modelfile sets it. */
function configuredTokens(parameters: string | undefined): number | undefined {
  const tokens = Number(/^num_ctx\s+(\d+)/m.exec(parameters ?? "")?.[1]);
  return tokens > 0 ? tokens : undefined;
}

function numberIn(info: Readonly<Record<string, unknown>>, key: RegExp): number | undefined {
  const value = Object.entries(info).find(([name]) => key.test(name))?.[1];
  return typeof value === "number" && Number.isInteger(value) && value > 0 ? value : undefined;
}
