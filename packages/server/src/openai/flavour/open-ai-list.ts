// `GET /v1/models`, with what some servers add to it.
import { check } from "@nomous/protocol";
import * as z from "zod/mini";
import { lenient } from "../lenient.ts";
import { count, entriesOf, word, words } from "./model-fields.ts";

const Entry = z.object({
  id: z.string(),
  owned_by: word,
  /** vLLM. */
  max_model_len: count,
  /** llama-server. */
  meta: lenient(z.object({ n_ctx: count, n_ctx_train: count, n_params: count, size: count })),
  architecture: lenient(z.object({ input_modalities: words })),
  /** llama-server with several models. */
  status: lenient(z.object({ value: word })),
});
export type OpenAiEntry = z.infer<typeof Entry>;

/** `undefined` when the answer to `models` is no such list. */
export function openAiList(answer: unknown): readonly OpenAiEntry[] | undefined {
  const list = check(z.object({ data: z.array(z.unknown()) }), answer);
  return list.ok ? entriesOf(Entry, list.value.data) : undefined;
}
