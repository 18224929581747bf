// What a fake model server does with the next chat, step by step.

export type ChatStep =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "reasoning"; readonly text: string }
  | {
      readonly type: "tool-call";
      readonly index: number;
      readonly id?: string;
      readonly name?: string;
      readonly arguments: string;
    }
  /** llama-server's `prompt_progress`; sent only when the request asked for it. */
  | { readonly type: "prefill"; readonly processed: number; readonly total: number; readonly cached?: number }
  | { readonly type: "finish"; readonly reason: string }
  /** Sent only when the request asked for it; llama-server adds its timings. */
  | {
      readonly type: "usage";
      readonly promptTokens: number;
      readonly outputTokens: number;
      readonly cachedTokens?: number;
    }
  | { readonly type: "done" }
  | { readonly type: "wait"; readonly ms: number }
  /** A line that begins with a colon, as keep-alives are. */
  | { readonly type: "comment"; readonly text: string }
  /** Bytes as they are. */
  | { readonly type: "raw"; readonly bytes: string | Uint8Array }
  /** The generation fails, told in the way of the server. */
  | { readonly type: "error"; readonly message: string }
  /** Silence until the client goes away. */
  | { readonly type: "stall" }
  /** The connection is closed in good order, though the answer is not complete. */
  | { readonly type: "half-close" }
  /** The connection is reset. */
  | { readonly type: "reset" };

export interface ChatScript {
  /** Answers with this instead of a stream; `message` is put into the server's own form unless there is a `body`. */
  readonly refuse?: {
    readonly status: number;
    readonly message?: string;
    readonly body?: string;
    readonly headers?: Readonly<Record<string, string>>;
  };
  readonly contentType?: string;
  readonly steps?: readonly ChatStep[];
  /** Cuts each event into the pieces that are written one by one. */
  readonly cut?: (bytes: Buffer) => readonly Buffer[];
}

/** Pieces as a tokenizer makes them: words with the space before them. */
export const tokensOf = (text: string): string[] => text.match(/\s*\S+|\s+$/g) ?? [];

/** A whole answer: reasoning first, then the text, one event a token, `delayMs` between them. */
export function answerScript(
  text: string,
  {
    reasoning = "",
    delayMs = 0,
    promptTokens = 12,
  }: { reasoning?: string; delayMs?: number; promptTokens?: number } = {},
): ChatScript {
  const written: ChatStep[] = [
    ...tokensOf(reasoning).map((token): ChatStep => ({ type: "reasoning", text: token })),
    ...tokensOf(text).map((token): ChatStep => ({ type: "text", text: token })),
  ];
  const wait: ChatStep = { type: "wait", ms: delayMs };
  return {
    steps: [
      ...(delayMs === 0 ? written : written.flatMap((step) => [wait, step])),
      { type: "finish", reason: "stop" },
      { type: "usage", promptTokens, outputTokens: written.length },
      { type: "done" },
    ],
  };
}
