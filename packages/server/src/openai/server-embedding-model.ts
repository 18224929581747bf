// Vectors from a server; all are given length 1, so that a product of two is their likeness.
import { check } from "@nomous/protocol";
import * as z from "zod/mini";
import type { EmbeddingModel } from "../model/chat-model.ts";
import { type ServedModel, translate } from "./served-model.ts";
import { ServerFailure } from "./server-failure.ts";

/** In one request. */
const MAX_TEXTS = 64;

const Answer = z.object({
  data: z.array(z.object({ index: z.int(), embedding: z.array(z.number()).check(z.minLength(1)) })),
});

export function createServerEmbeddingModel(parts: ServedModel): EmbeddingModel {
  return {
    id: parts.model.id,
    async embed(texts, signal) {
      const vectors: (readonly number[])[] = [];
      try {
        for (let at = 0; at < texts.length; at += MAX_TEXTS)
          vectors.push(...(await embed(parts, texts.slice(at, at + MAX_TEXTS), signal)));
      } catch (error) {
        signal.throwIfAborted();
        throw translate(error, parts, texts);
      }
      return vectors;
    },
  };
}

async function embed(
  { peer, model, flavour, patience }: ServedModel,
  texts: readonly string[],
  signal: AbortSignal,
): Promise<readonly (readonly number[])[]> {
  const answer = await peer.json({
    path: "embeddings",
    body: { model: model.name, input: texts, encoding_format: "float" },
    patienceMs: patience.firstMs,
    signal,
    model: { name: model.name, fetch: flavour.fetch(model.name) },
  });
  const checked = check(Answer, answer);
  const vectors = checked.ok ? checked.value.data.toSorted((a, b) => a.index - b.index) : [];
  const isWhole = vectors.length === texts.length && vectors.every(({ index }, place) => index === place);
  if (!isWhole)
    throw new ServerFailure({ reason: "did not give one vector a text", remedy: "Choose another embedding model." });
  return vectors.map(({ embedding }) => ofLengthOne(embedding));
}

function ofLengthOne(vector: readonly number[]): readonly number[] {
  const length = Math.hypot(...vector);
  if (length > 0 && Number.isFinite(length)) return vector.map((value) => value / length);
  throw new ServerFailure({ reason: "gave a vector without a direction", remedy: "Choose another embedding model." });
}
