// The machine's models, as the bridge's services ask for them: found by the catalogue, run by llama.cpp or by a server.
import { isAbsolute, resolve } from "node:path";
import type { ModelInfo } from "@nomous/protocol";
import { GgufError } from "../../gguf/gguf-error.ts";
import { Catalogue, type CatalogueParts } from "./catalogue.ts";
import type { ChatModel, EmbeddingModel } from "../chat-model.ts";
import type { Entry } from "./entry.ts";
import { runnableModel } from "./file-entry.ts";
import { findModel } from "./find-model.ts";
import { createModelCommands, runnable } from "./model-commands.ts";
import { ModelError, type Models } from "../models.ts";
import { missingCandidate, toCandidates } from "./preference.ts";
import { Revision } from "./revision.ts";

/** Finds and runs the models of this machine; closes `llama` with itself. */
export function createModels(parts: CatalogueParts): Models {
  const { clock, llama, memory } = parts;
  const revision = new Revision(clock, llama);
  const catalogue = new Catalogue(parts, () => revision.raise());
  const closing = new AbortController();
  /** Names that somebody wished for; for those that nobody has, a candidate says so. */
  const wishes = new Set<string>();
  const find = async (name: string): Promise<string> => {
    const wanted = isAbsolute(name) ? resolve(name) : name;
    wishes.add(wanted);
    await (isAbsolute(wanted) ? catalogue.name(wanted) : catalogue.ready());
    return lookUp(catalogue, infosOf(catalogue.entries()), wanted)?.id ?? missingCandidate(wanted).id;
  };
  return {
    async list(refresh) {
      await (refresh ? catalogue.look() : catalogue.ready());
      const { problems, searched, gpus, at } = catalogue.found;
      const models = infosOf(catalogue.entries());
      return { revision: revision.value, models, problems, searched, memory: memory(), gpus, at };
    },
    async candidates() {
      await catalogue.ready();
      const entries = catalogue.entries();
      const infos = infosOf(entries);
      const missing = [...wishes].filter((name) => lookUp(catalogue, infos, name) === undefined);
      return [...toCandidates(entries), ...missing.map(missingCandidate)];
    },
    async defaultModel() {
      const choice = catalogue.choice();
      return choice === undefined ? undefined : find(choice);
    },
    find,
    chat: (id) => chatModel(parts, catalogue, id),
    embedding: async (id) => embeddingModel(parts, catalogue, id),
    ...createModelCommands(catalogue, parts, () => revision.raise(), closing.signal),
    state: () => ({ revision: revision.value, runs: [...llama.runs()] }),
    watch: (changed) => revision.watch(changed),
    async close() {
      closing.abort();
      revision.close();
      await llama.close();
    },
  };
}

/** What a person names by a path need not have that path: it may be a link. */
function lookUp(catalogue: Catalogue, infos: readonly ModelInfo[], name: string): ModelInfo | undefined {
  const named = new Set(catalogue.filesNamed(name).map(({ id }) => id));
  return infos.find(({ id }) => named.has(id)) ?? findModel(infos, name);
}

const infosOf = (entries: readonly Entry[]): ModelInfo[] => entries.map(({ info }) => info);

function chatModel({ servers, llama }: CatalogueParts, catalogue: Catalogue, id: string): ChatModel | undefined {
  const served = catalogue.serverModel(id);
  if (served !== undefined) return served.kind === "chat" ? servers.chat(served) : undefined;
  const file = catalogue.file(id);
  if (file === undefined || file.content instanceof GgufError || file.content.kind !== "model") return undefined;
  return llama.chat(runnableModel(file, file.content));
}

async function embeddingModel(
  { servers, llama }: CatalogueParts,
  catalogue: Catalogue,
  id: string,
): Promise<EmbeddingModel> {
  await catalogue.ready();
  const served = catalogue.serverModel(id);
  if (served?.kind === "embedding") return servers.embedding(served);
  const model = served ?? runnable(catalogue, id);
  if ("gguf" in model && model.gguf.kind === "embedding") return llama.embedding(model);
  throw new ModelError("invalid", `${model.name} chats and makes no vectors. Choose an embedding model.`);
}
