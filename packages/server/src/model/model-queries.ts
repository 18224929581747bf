// The queries about the machine's models. Without models they say so and the chain of engines is still told.
import type { QueryResult } from "@nomous/protocol";
import type { Engines } from "../engine/engines.ts";
import { explainChain } from "../engine/router.ts";
import type { QueryTable } from "../query/query-executor.ts";
import { ModelError, type Models } from "./models.ts";

interface ModelQueryParts {
  readonly engines: Engines;
  readonly models: Models | undefined;
}

export function createModelQueries({
  engines,
  models,
}: ModelQueryParts): Pick<QueryTable, "models.list" | "models.embed"> {
  const known = (): Models => {
    if (models === undefined) throw new ModelError("unavailable", "This bridge runs no models.");
    return models;
  };
  return {
    async "models.list"({ refresh }): Promise<QueryResult<"models.list">> {
      // First: a file that the command line names is in the list from then on.
      const { candidates, wishes } = await engines.offer();
      const list = await known().list(refresh === true);
      return { ...list, chain: explainChain(candidates, wishes) };
    },
    async "models.embed"({ model, texts }, signal): Promise<QueryResult<"models.embed">> {
      const embedding = await known().embedding(model);
      const vectors = await embedding.embed(texts, signal);
      return { vectors: vectors.map((vector) => [...vector]) };
    },
  };
}
