// The machine's models: the list, asked again when the bridge says that it changed, and what is going on in them now.
import type { ModelList, ModelRun } from "@nomous/client";
import { useCallback, useEffect, useState } from "react";
import { useClient } from "../hooks/use-client.ts";
import { useQuery } from "../hooks/use-query.ts";
import { useReadable } from "../hooks/use-readable.ts";
import { errorText } from "../words/error.ts";

export interface ModelsView {
  readonly list: ModelList | undefined;
  /** When the list came. */
  readonly at: number | undefined;
  readonly error: string | undefined;
  readonly runs: ReadonlyMap<string, ModelRun>;
  readonly isLooking: boolean;
  /** Looks at disks and ports again. */
  readonly look: () => void;
}

export function useModels(): ModelsView {
  const client = useClient();
  const { data, at, error, again } = useQuery("models.list", {});
  const state = useReadable(client.latest("models"));
  const [looking, setLooking] = useState<{ error?: string }>();
  const isOld = state !== undefined && data !== undefined && state.revision !== data.revision;
  const revision = isOld ? state.revision : undefined;
  useEffect(() => {
    if (revision !== undefined) again();
  }, [revision, again]);
  const look = useCallback(() => {
    setLooking({});
    const asked = client.ask("models.list", { refresh: true });
    void asked.then(again).then(
      () => setLooking(undefined),
      (failure: unknown) => setLooking({ error: errorText(failure) }),
    );
  }, [client, again]);
  return {
    list: data,
    at,
    error: looking?.error ?? error,
    runs: new Map(state?.runs.map((run) => [run.model, run])),
    isLooking: looking !== undefined && looking.error === undefined,
    look,
  };
}
