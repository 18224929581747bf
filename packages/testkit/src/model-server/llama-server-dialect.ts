// llama-server of llama.cpp: tools/server/README.md. It has one model, whatever name a request gives.
import { contextTokens, type Dialect, type FakeModel, ok, type Reply, textField, trainedTokens } from "./dialect.ts";
import { tokensOf } from "./chat-script.ts";

const TYPES: Readonly<Record<number, string>> = {
  400: "invalid_request_error",
  401: "authentication_error",
  404: "not_found_error",
  500: "server_error",
  501: "not_supported_error",
  503: "unavailable_error",
};

const errorOf = (code: number, message: string) => ({ code, message, type: TYPES[code] ?? "server_error" });

const props = (model: FakeModel) => ({
  default_generation_settings: {
    id: 0,
    id_task: -1,
    n_ctx: contextTokens(model),
    speculative: false,
    is_processing: false,
  },
  total_slots: 4,
  model_alias: model.name,
  model_path: `/models/${model.name}`,
  modalities: { vision: model.canSee ?? false, audio: false },
  chat_template: "",
  build_info: "b7100-0123abcd",
});

const list = (model: FakeModel) => ({
  models: [
    { name: model.name, model: model.name, type: "model", capabilities: ["completion"], details: { format: "gguf" } },
  ],
  object: "list",
  data: [
    {
      id: model.name,
      object: "model",
      created: 1_778_000_000,
      owned_by: "llamacpp",
      meta: {
        vocab_type: 2,
        n_vocab: 151_936,
        n_ctx_train: trainedTokens(model),
        n_embd: 3_584,
        n_params: model.parameters ?? 7_615_616_512,
        size: model.fileBytes ?? 4_677_120_000,
      },
    },
  ],
});

export const llamaServerDialect: Dialect = {
  reasoningField: "reasoning_content",
  envelope: { object: "chat.completion.chunk", system_fingerprint: "b7100-0123abcd" },
  hasTimings: true,
  hasCachedTokens: true,
  answer(route, body, { models }) {
    const model = models[0] ?? { name: "model.gguf" };
    switch (route) {
      case "GET /health":
        return ok({ status: "ok" });
      case "GET /props":
        return ok(props(model));
      case "GET /v1/models":
      // It answers to Ollama's clients too.
      case "GET /api/tags":
        return ok(list(model));
      case "POST /tokenize":
        return ok({ tokens: tokensOf(textField(body, "content")).map((_, index) => 1_000 + index) });
      default:
        return undefined;
    }
  },
  unknownRoute: () => llamaServerDialect.error(404, "File Not Found"),
  unknownModel: () => undefined,
  error: (status, message): Reply => ({ status, body: { error: errorOf(status, message) } }),
  brokenStream: (message) => `data: ${JSON.stringify({ error: errorOf(500, message) })}\n\n`,
};
