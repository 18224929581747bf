// A stock model server over real HTTP on loopback, as its documents describe it: Ollama, LM Studio, llama-server or vLLM.
// What it does with a chat is scripted, failures too; it keeps what it was asked, and whether the client stayed.
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { AnyJson, type Clock, decodeJson } from "@nomous/protocol";
import { answerScript, type ChatScript } from "./chat-script.ts";
import { type Dialect, type FakeModel, type Reply, type ServerState, textField } from "./dialect.ts";
import { llamaServerDialect } from "./llama-server-dialect.ts";
import { lmStudioDialect } from "./lm-studio-dialect.ts";
import { ollamaDialect } from "./ollama-dialect.ts";
import { playScript } from "./play-script.ts";
import { vllmDialect } from "./vllm-dialect.ts";

const DIALECTS = {
  Ollama: ollamaDialect,
  "LM Studio": lmStudioDialect,
  "llama-server": llamaServerDialect,
  vLLM: vllmDialect,
} as const satisfies Record<string, Dialect>;

export interface FakeModelServerOptions {
  readonly flavour: keyof typeof DIALECTS;
  /** A chat model named `tiny` when left out. */
  readonly models?: readonly FakeModel[];
  /** Asked of all requests but those that the real server leaves open. */
  readonly key?: string;
  /** Vectors of its embeddings; by default one that tells texts apart. */
  readonly embed?: (text: string) => readonly number[];
  /** A free one when left out. */
  readonly port?: number;
}

export interface FakeRequest {
  /** `POST /v1/chat/completions`, without the query. */
  readonly route: string;
  readonly headers: IncomingHttpHeaders;
  /** Parsed. */
  readonly body: unknown;
  /** How it ended; a client that closes before it has the whole answer cancels. */
  readonly ended: Promise<"answered" | "cancelled">;
}

export interface FakeModelServer {
  readonly port: number;
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  /** Base of its API: the origin and `/v1`. */
  readonly url: string;
  /** In the order of their coming. */
  readonly requests: readonly FakeRequest[];
  /** Decides what the next chats do, one script each; those after them are answered with what they said. */
  script(...scripts: readonly ChatScript[]): void;
  /** All requests are answered with this, until it is taken back. */
  refuse(
    reply: { readonly status: number; readonly body: unknown; readonly headers?: Record<string, string> } | null,
  ): void;
  /** As if it had been started anew with these models, at the same address. */
  serve(models: readonly FakeModel[]): void;
  close(): Promise<void>;
}

/** Listens on loopback; `clock` is for the waits of scripts. */
export async function createFakeModelServer(clock: Clock, options: FakeModelServerOptions): Promise<FakeModelServer> {
  const house = new House(clock, options);
  const server = createServer((request, response) => void house.take(request, response));
  await once(server.listen(options.port ?? 0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  return {
    port,
    origin,
    url: `${origin}/v1`,
    requests: house.requests,
    script: (...scripts) => void house.scripts.push(...scripts),
    refuse: (reply) => void (house.refusal = reply),
    serve: (models) => house.serve(models),
    close() {
      const isClosed = new Promise<void>((resolve) => void server.close(() => resolve()));
      server.closeAllConnections();
      return isClosed;
    },
  };
}

/** What llama-server answers without a key. */
const OPEN_ROUTES = new Set(["GET /health", "GET /v1/models", "GET /api/tags"]);

class House {
  readonly requests: FakeRequest[] = [];
  readonly scripts: ChatScript[] = [];
  refusal: Parameters<FakeModelServer["refuse"]>[0] = null;
  readonly #clock: Clock;
  readonly #options: FakeModelServerOptions;
  readonly #dialect: Dialect;
  #state: ServerState = { models: [], loaded: new Set() };

  constructor(clock: Clock, options: FakeModelServerOptions) {
    this.#clock = clock;
    this.#options = options;
    this.#dialect = DIALECTS[options.flavour];
    this.serve(options.models ?? [{ name: "tiny" }]);
  }

  serve(models: readonly FakeModel[]): void {
    const inMemory = models.filter(({ isLoaded }) => isLoaded === true || this.#options.flavour === "llama-server");
    this.#state = { models, loaded: new Set(inMemory.map(({ name }) => name)) };
  }

  async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const gone = new AbortController();
    const ended = new Promise<"answered" | "cancelled">((resolve) => {
      response.on("close", () => {
        gone.abort();
        resolve(response.writableFinished ? "answered" : "cancelled");
      });
    });
    request.on("error", () => {});
    const route = `${request.method} ${decodeURIComponent((request.url ?? "/").split("?")[0] ?? "/")}`;
    const body = decodeJson(AnyJson, await text(request).catch(() => ""));
    this.requests.push({ route, headers: request.headers, body, ended });
    const reply = this.#answer(route, request.headers, body);
    if (reply !== undefined) return send(response, reply);
    const script = this.scripts.shift() ?? answerScript(`You said: ${lastText(body)}`);
    if (script.refuse !== undefined) return send(response, this.#refused(script.refuse));
    this.#state.loaded.add(textField(body, "model"));
    const wishes = {
      model: textField(body, "model"),
      wantsUsage: wantsUsage(body),
      wantsProgress: isTrue(body, "return_progress"),
    };
    await playScript({ clock: this.#clock, dialect: this.#dialect, wishes, response, gone: gone.signal }, script);
  }

  /** `undefined` for a chat, which a script answers. */
  #answer(route: string, headers: IncomingHttpHeaders, body: unknown): SentReply | undefined {
    if (this.refusal !== null) return this.refusal;
    const { key, flavour } = this.#options;
    const isOpen = flavour === "llama-server" && OPEN_ROUTES.has(route);
    if (key !== undefined && !isOpen && headers.authorization !== `Bearer ${key}`)
      return this.#dialect.error(401, "Invalid API Key");
    const known = this.#dialect.answer(route, body, this.#state);
    if (known !== undefined) return known;
    const model = this.#state.models.find(({ name }) => name === textField(body, "model"));
    if (route === "POST /v1/embeddings") return this.#embeddings(body, model);
    if (route !== "POST /v1/chat/completions") return this.#dialect.unknownRoute(route);
    if (model === undefined) return this.#dialect.unknownModel(textField(body, "model"));
    return isTrue(body, "stream") ? undefined : this.#dialect.error(400, "this server only streams");
  }

  #embeddings(body: unknown, model: FakeModel | undefined): Reply {
    const { embed = (input: string) => [input.length, 3, 4] } = this.#options;
    if (model === undefined) {
      const unknown = this.#dialect.unknownModel(textField(body, "model"));
      if (unknown !== undefined) return unknown;
    }
    const { input } = body as { input?: unknown };
    const texts = (Array.isArray(input) ? input : [input]).filter((each) => typeof each === "string");
    const data = texts.map((each, index) => ({ object: "embedding", embedding: embed(each), index }));
    return {
      status: 200,
      body: { object: "list", data, model: model?.name ?? "", usage: { prompt_tokens: 1, total_tokens: 1 } },
    };
  }

  #refused({ status, message = "no", body, headers }: NonNullable<ChatScript["refuse"]>): SentReply {
    const reply = body === undefined ? this.#dialect.error(status, message) : { status, body };
    return headers === undefined ? reply : { ...reply, headers };
  }
}

type SentReply = Reply & { readonly headers?: Readonly<Record<string, string>> };

function send(response: ServerResponse, { status, body, headers }: SentReply): void {
  const isText = typeof body === "string";
  response.writeHead(status, { "content-type": isText ? "text/plain" : "application/json", ...headers });
  response.end(isText ? body : JSON.stringify(body));
}

const fieldOf = (value: unknown, key: string): unknown =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined;

const isTrue = (body: unknown, key: string): boolean => fieldOf(body, key) === true;

const wantsUsage = (body: unknown): boolean => isTrue(fieldOf(body, "stream_options"), "include_usage");

function lastText(body: unknown): string {
  const messages = fieldOf(body, "messages");
  return textField(Array.isArray(messages) ? messages.at(-1) : undefined, "content");
}
