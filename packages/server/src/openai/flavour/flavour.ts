// What one kind of server tells about its models, and in which words. Each is recognised by an answer that no other gives:
// a status alone says nothing, for LM Studio answers 200 to every path, and llama-server speaks to Ollama's clients too.
import type { ServerModel } from "../../model/model-server.ts";
import { ServerFailure } from "../server-failure.ts";
import type { Look } from "./look.ts";

/** What the server says; where it is, is known. */
export type ListedModel = Omit<ServerModel, "id" | "address" | "server">;

export interface Flavour {
  /** For people; the host's name stands in when it is empty. */
  readonly name: string;
  /** How it is started, a sentence. */
  readonly start: string;
  /** How a model is fetched, a sentence. */
  fetch(model: string): string;
  /** Its models; `undefined` when what answers is another server. */
  list(look: Look): Promise<readonly ListedModel[] | undefined>;
  /** Tokens that it gives a conversation with a model now; without it, its list says all there is. Throws a `ServerFailure`. */
  contextTokens?(look: Look, model: string): Promise<number | undefined>;
  /** Brings a model into memory, as a chat would; soon done when it is there. Throws a `ServerFailure`. */
  load?(look: Look, model: string): Promise<void>;
  /** What a chat asks beside the OpenAI fields. */
  readonly chatFields?: Readonly<Record<string, unknown>>;
}

/** The server is there, the model is not. */
export const missing = (flavour: Flavour, model: string): ServerFailure =>
  new ServerFailure({ reason: `does not have ${model}`, remedy: flavour.fetch(model) });
