// What the bridge's services ask of the machine's models.
import type { ModelList, ModelSource, ModelsState } from "@nomous/protocol";
import type { Candidate } from "../engine/router.ts";
import type { ChatModel, EmbeddingModel } from "./chat-model.ts";

/** `message` is for a person: why a model cannot be added, loaded or found, and what to do. */
export class ModelError extends Error {
  readonly code: "not-found" | "invalid" | "unavailable";
  constructor(code: ModelError["code"], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "ModelError";
    this.code = code;
  }
}

export interface Models {
  /** The list without its chain, which is the router's to tell. `refresh` looks at disks and ports again first. */
  list(refresh: boolean): Promise<Omit<ModelList, "chain">>;
  /** In the order of preference, by the rules of docs/models.md. */
  candidates(): Promise<readonly Candidate[]>;
  /** The model that the machine's list names as its own choice. */
  defaultModel(): Promise<string | undefined>;
  /** The id that a person means by an id, a name, a file's name or a path; a path is in the list for as long as the bridge runs. */
  find(name: string): Promise<string | undefined>;
  chat(id: string): ChatModel | undefined;
  /** Rejects with a `ModelError`. */
  embedding(id: string): Promise<EmbeddingModel>;
  /** These reject with a `ModelError`; all may be repeated. Resolves when it is loaded; `unload` ends a load too. */
  load(id: string): Promise<void>;
  unload(id: string): Promise<void>;
  forgive(id: string): Promise<void>;
  use(id: string | null): Promise<void>;
  add(source: ModelSource): Promise<void>;
  remove(id: string): Promise<void>;
  state(): ModelsState;
  /** Called after every change of `state`; at most ten times a second. Returns how to stop. */
  watch(changed: () => void): () => void;
  /** Ends all processes. */
  close(): Promise<void>;
}
