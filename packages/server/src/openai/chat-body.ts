// A chat as the OpenAI API is asked for it.
import type { ChatInput, ChatMessage, Sampling } from "../model/chat-model.ts";

/** `more` is what a kind of server understands beside the common fields. */
export function chatBody(
  model: string,
  { messages, sampling }: ChatInput,
  more: Readonly<Record<string, unknown>> = {},
) {
  return {
    model,
    messages: messages.map(messageOf),
    stream: true,
    stream_options: { include_usage: true },
    ...samplingOf(sampling),
    ...more,
  };
}

const messageOf = ({ role, text, images = [] }: ChatMessage) => ({
  role,
  content:
    images.length === 0
      ? text
      : [
          { type: "text", text },
          ...images.map(({ type, data }) => ({
            type: "image_url",
            image_url: { url: `data:${type};base64,${Buffer.from(data).toString("base64")}` },
          })),
        ],
});

const samplingOf = ({ temperature, topP, maxTokens, seed, stop = [], schema }: Sampling) => ({
  ...(temperature !== undefined && { temperature }),
  ...(topP !== undefined && { top_p: topP }),
  ...(maxTokens !== undefined && { max_tokens: maxTokens }),
  ...(seed !== undefined && { seed }),
  ...(stop.length > 0 && { stop }),
  ...(schema !== undefined && {
    response_format: { type: "json_schema", json_schema: { name: "answer", schema, strict: true } },
  }),
});
