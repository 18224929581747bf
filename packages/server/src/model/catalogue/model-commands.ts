// What a person does to models: bring them into memory, forgive them, choose one, and keep the machine's list.
import { EngineError } from "../../engine/engine.ts";
import { GgufError } from "../../gguf/gguf-error.ts";
import type { Catalogue, CatalogueParts } from "./catalogue.ts";
import { runnableModel } from "./file-entry.ts";
import type { RunnableModel } from "../model-runtime.ts";
import { ModelError, type Models } from "../models.ts";

export type ModelCommands = Pick<Models, "load" | "unload" | "forgive" | "use" | "add" | "remove">;

type Parts = Pick<CatalogueParts, "config" | "crashes" | "llama">;

/** `changed` is called when the list changed without a look; `closing` ends loads. */
export function createModelCommands(
  catalogue: Catalogue,
  { config, crashes, llama }: Parts,
  changed: () => void,
  closing: AbortSignal,
): ModelCommands {
  return {
    async load(id) {
      await catalogue.ready();
      const model = runnable(catalogue, id);
      try {
        await llama.load(model, closing);
      } catch (error) {
        throw error instanceof EngineError ? new ModelError("unavailable", error.message, { cause: error }) : error;
      }
    },
    unload: (id) => llama.unload(id),
    async forgive(id) {
      await crashes.clear(id);
      changed();
    },
    async use(id) {
      await catalogue.ready();
      if (id !== null) checkChoice(catalogue, id);
      config.use(id);
      changed();
    },
    async add(source) {
      await config.add(source);
      await catalogue.look();
    },
    async remove(id) {
      await catalogue.ready();
      const entry = catalogue.entries().find(({ info }) => info.id === id);
      if (entry === undefined) return;
      const { name, source, url, isAdded } = entry.info;
      if (!isAdded)
        throw new ModelError("invalid", `${name} is not on the machine's list. It was found here: ${source}.`);
      const choice = catalogue.choice();
      const isThere = (): boolean => catalogue.entries().some(({ info }) => info.id === choice);
      const wasThere = isThere();
      config.remove(catalogue.file(id)?.named ?? (url === undefined ? [] : [url]));
      await catalogue.look();
      // Who takes the machine's choice away does not want it any more.
      if (wasThere && !isThere()) config.use(null);
      changed();
    },
  };
}

/** The file behind an id, or why it is none that we run. */
export function runnable(catalogue: Catalogue, id: string): RunnableModel {
  const served = catalogue.serverModel(id);
  if (served !== undefined)
    throw new ModelError("invalid", `${served.server} loads ${served.name} itself, when it is asked something.`);
  const file = catalogue.file(id);
  if (file === undefined) throw unknown(id);
  if (file.content instanceof GgufError)
    throw new ModelError("invalid", `${file.path} cannot be run. ${file.content.message}`);
  return runnableModel(file, file.content);
}

const unknown = (id: string): ModelError =>
  new ModelError("not-found", `There is no model ${id} now. Look for models again, or add it.`);

function checkChoice(catalogue: Catalogue, id: string): void {
  const entry = catalogue.entries().find(({ info }) => info.id === id);
  if (entry === undefined) throw unknown(id);
  const { name, kind, state, why, remedy } = entry.info;
  if (kind === "embedding")
    throw new ModelError("invalid", `${name} makes vectors of texts and does not chat. Choose a model that chats.`);
  if (state === "unusable") throw new ModelError("invalid", `${name} cannot be run. ${why ?? ""} ${remedy ?? ""}`);
}
