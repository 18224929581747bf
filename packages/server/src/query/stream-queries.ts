// The query that tells how far streams are, so that a client can fetch ahead what it has less of.
import { LIMITS, type QueryArgs } from "@nomous/protocol";
import type { Storage } from "../storage/storage.ts";
import type { QueryTable } from "./query-executor.ts";

export function createStreamQueries(storage: Storage): Pick<QueryTable, "streams.heads"> {
  return {
    async "streams.heads"({ family, after }: QueryArgs<"streams.heads">) {
      const found = await storage.heads(family, after, LIMITS.headsListed + 1);
      const { epoch } = storage.store;
      return {
        streams: found.slice(0, LIMITS.headsListed).map(({ sid, head }) => ({ sid, epoch, head })),
        hasMore: found.length > LIMITS.headsListed,
      };
    },
  };
}
