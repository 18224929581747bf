// Servers that run models themselves and speak the OpenAI API: Ollama, LM Studio, llama-server, vLLM, or one elsewhere that a
// person configured. Only loopback is asked without a person's word.
import type { ChatModel, EmbeddingModel } from "./chat-model.ts";

export interface ServerAddress {
  /** Base of its API, `http://127.0.0.1:11434/v1`; no slash at the end. */
  readonly url: string;
  /** Name of the environment variable that holds the key. */
  readonly keyVariable?: string;
  /** A person configured it; otherwise it is one of the usual ports. */
  readonly isAdded: boolean;
}

export interface ServerModel {
  /** `server/<host:port>/<name>` */
  readonly id: string;
  /** As the server calls it: `qwen2.5:7b`. */
  readonly name: string;
  readonly kind: "chat" | "embedding";
  readonly address: ServerAddress;
  /** Name of its `FoundServer`. */
  readonly server: string;
  /** The host that text goes to, when that is not this machine; a server here may pass it on. */
  readonly leavesTo?: string;
  readonly canSee: boolean;
  /** Tokens that a conversation gets, when the server says so; some say it only of models in memory. */
  readonly contextTokens?: number;
  readonly trainedTokens?: number;
  readonly fileBytes?: number;
  readonly parameters?: number;
  readonly quantisation?: string;
  readonly isLoaded?: boolean;
}

export interface FoundServer {
  readonly address: ServerAddress;
  /** "Ollama", "LM Studio", "llama-server", "vLLM", else the host. */
  readonly name: string;
  /** The host that text goes to, when that is not this machine. */
  readonly leavesTo?: string;
  readonly models: readonly ServerModel[];
  /** Why a configured one gives no models, for people, with what to do. One of the usual ports that is silent is left out. */
  readonly problem?: { readonly reason: string; readonly remedy: string };
}

export interface ModelServers {
  /** The ports that are asked though nobody configured them, for people to see. */
  readonly usual: readonly ServerAddress[];
  /** Asks the usual ports and `added` at once; bounded in time and bytes. */
  probe(added: readonly ServerAddress[]): Promise<readonly FoundServer[]>;
  chat(model: ServerModel): ChatModel;
  embedding(model: ServerModel): EmbeddingModel;
}
