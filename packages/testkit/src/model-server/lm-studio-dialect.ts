// LM Studio: REST API v0 and the OpenAI endpoints of its developer docs. A path that it does not know is answered with 200.
import {
  contextTokens,
  type Dialect,
  type FakeModel,
  ok,
  type Reply,
  type ServerState,
  trainedTokens,
} from "./dialect.ts";

function entryOf(model: FakeModel, { loaded }: ServerState): unknown {
  const kind = model.canSee === true ? "vlm" : "llm";
  const isLoaded = loaded.has(model.name);
  return {
    id: model.name,
    object: "model",
    type: model.kind === "embedding" ? "embeddings" : kind,
    publisher: "lmstudio-community",
    arch: "qwen2",
    compatibility_type: "gguf",
    quantization: model.quantisation ?? "Q4_K_M",
    state: isLoaded ? "loaded" : "not-loaded",
    max_context_length: trainedTokens(model),
    ...(isLoaded && { loaded_context_length: contextTokens(model) }),
  };
}

const errorOf = (message: string, code: string | null) => ({
  message,
  type: "invalid_request_error",
  param: null,
  code,
});

export const lmStudioDialect: Dialect = {
  reasoningField: "reasoning_content",
  envelope: { object: "chat.completion.chunk", system_fingerprint: "qwen2.5-7b-instruct" },
  hasTimings: false,
  hasCachedTokens: false,
  answer(route, _body, state) {
    if (route === "GET /api/v0/models")
      return ok({ object: "list", data: state.models.map((model) => entryOf(model, state)) });
    if (route === "GET /v1/models") {
      const data = state.models.map(({ name }) => ({ id: name, object: "model", owned_by: "organization_owner" }));
      return ok({ object: "list", data });
    }
    const one = state.models.find(({ name }) => route === `GET /api/v0/models/${name}`);
    return one === undefined ? undefined : ok(entryOf(one, state));
  },
  unknownRoute: (route) => ok({ error: `Unexpected endpoint or method. (${route})` }),
  unknownModel: (name) => ({ status: 404, body: { error: errorOf(`Model "${name}" not found.`, "model_not_found") } }),
  error: (status, message): Reply => ({
    status,
    body: { error: errorOf(message, status === 401 ? "invalid_api_key" : null) },
  }),
  brokenStream: (message) => `event: error\ndata: ${JSON.stringify({ error: { message }, message })}\n\n`,
};
