// What the stock servers have in common, and where they differ: routes beside the OpenAI ones, names of fields, the form of
// an error, and what they answer to a path that they do not know.

export interface FakeModel {
  /** As the server calls it. */
  readonly name: string;
  readonly kind?: "chat" | "embedding";
  readonly canSee?: boolean;
  /** Tokens it was trained for; 32,768 when left out. */
  readonly trainedTokens?: number;
  /** Tokens that a conversation gets once it is loaded; 4,096 when left out. */
  readonly contextTokens?: number;
  readonly fileBytes?: number;
  readonly parameters?: number;
  readonly quantisation?: string;
  readonly isLoaded?: boolean;
}

export interface ServerState {
  readonly models: readonly FakeModel[];
  /** Names of the models in memory. */
  readonly loaded: Set<string>;
}

export interface Reply {
  readonly status: number;
  /** Sent as JSON unless it is a string. */
  readonly body: unknown;
}

export interface Dialect {
  readonly reasoningField: "reasoning" | "reasoning_content";
  /** What stands in every chunk beside `choices`. */
  readonly envelope: Readonly<Record<string, unknown>>;
  readonly hasTimings: boolean;
  readonly hasCachedTokens: boolean;
  /** Routes beside chat and embeddings; `route` is `GET /api/tags`. `undefined` when it has no such route. */
  answer(route: string, body: unknown, state: ServerState): Reply | undefined;
  unknownRoute(route: string): Reply;
  unknownModel(name: string): Reply | undefined;
  error(status: number, message: string): Reply;
  /** What is on the wire when a generation fails after it began. */
  brokenStream(message: string): string;
}

/** A field of a parsed body that is text. */
export function textField(value: unknown, key: string): string {
  const field = typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined;
  return typeof field === "string" ? field : "";
}

export const ok = (body: unknown): Reply => ({ status: 200, body });

export const trainedTokens = ({ trainedTokens: tokens = 32_768 }: FakeModel): number => tokens;
export const contextTokens = ({ contextTokens: tokens = 4_096 }: FakeModel): number => tokens;
