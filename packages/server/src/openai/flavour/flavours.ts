import type { Flavour, ListedModel } from "./flavour.ts";
import type { Look } from "./look.ts";
import { llamaServer } from "./llama-server.ts";
import { lmStudio } from "./lm-studio.ts";
import { ollama } from "./ollama.ts";
import { otherServer } from "./other-server.ts";
import { vllm } from "./vllm.ts";

/** The most particular first. */
const FLAVOURS: readonly Flavour[] = [llamaServer, lmStudio, ollama, vllm, otherServer];

/** What they are recognised by, asked at once. */
const SIGNS = ["models", "/props", "/api/v0/models", "/api/tags", "/api/version"];

export const flavourNamed = (name: string): Flavour => FLAVOURS.find((flavour) => flavour.name === name) ?? otherServer;

export interface Recognised {
  readonly flavour: Flavour;
  readonly models: readonly ListedModel[];
}

/** `undefined` when it is no model server. */
export async function recognise(look: Look): Promise<Recognised | undefined> {
  await Promise.all(SIGNS.map((path) => look.get(path)));
  for (const flavour of FLAVOURS) {
    const models = await flavour.list(look);
    if (models !== undefined) return { flavour, models };
  }
  return undefined;
}
