// vLLM: entrypoints/openai of its repository.
import { contextTokens, type Dialect, type FakeModel, ok, type Reply } from "./dialect.ts";

const TYPES: Readonly<Record<number, string>> = { 400: "BadRequestError", 401: "Unauthorized", 404: "NotFoundError" };

const errorOf = (code: number, message: string) => ({
  message,
  type: TYPES[code] ?? "InternalServerError",
  param: null,
  code,
});

const cardOf = (model: FakeModel) => ({
  id: model.name,
  object: "model",
  created: 1_778_000_000,
  owned_by: "vllm",
  root: model.name,
  parent: null,
  max_model_len: contextTokens(model),
  permission: [{ id: "modelperm-1", object: "model_permission", allow_sampling: true, organization: "*" }],
});

export const vllmDialect: Dialect = {
  reasoningField: "reasoning",
  envelope: { object: "chat.completion.chunk" },
  hasTimings: false,
  hasCachedTokens: true,
  answer(route, _body, { models }) {
    if (route === "GET /health") return ok("");
    if (route === "GET /version") return ok({ version: "0.13.0" });
    return route === "GET /v1/models" ? ok({ object: "list", data: models.map(cardOf) }) : undefined;
  },
  unknownRoute: () => ({ status: 404, body: { detail: "Not Found" } }),
  unknownModel: (name) => vllmDialect.error(404, `The model \`${name}\` does not exist.`),
  error: (status, message): Reply =>
    status === 401
      ? { status, body: { error: "Unauthorized" } }
      : { status, body: { error: errorOf(status, message) } },
  brokenStream: (message) => `data: ${JSON.stringify({ error: errorOf(500, message) })}\n\ndata: [DONE]\n\n`,
};
