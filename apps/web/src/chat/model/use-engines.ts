// The engines to choose from, as the bridge knows them now.
import type { LatestValues, Readable } from "@nomous/client";
import { useEffect, useMemo } from "react";
import { useClient } from "../../hooks/use-client.ts";
import { useQuery } from "../../hooks/use-query.ts";
import { useReadable } from "../../hooks/use-readable.ts";
import { useWorkspace } from "../../hooks/use-workspace.ts";
import { type EngineOption, engineOptions, takenStep } from "./engines.ts";

export interface Engines {
  readonly options: readonly EngineOption[];
  /** What the bridge takes when nobody asks for another, and why. */
  readonly taken: { readonly engine: string; readonly name: string; readonly reason: string } | undefined;
}

export function useEngines(): Engines {
  const { data, again } = useQuery("models.list", {});
  const changed = useModelChanges();
  useEffect(() => {
    if (changed !== "") again();
  }, [changed, again]);
  const engines = useWorkspace().data?.engines;
  return useMemo(
    () => ({ options: engineOptions(data, engines ?? []), taken: takenStep(data?.chain) }),
    [data, engines],
  );
}

/** Another text whenever the list is another or a model came into memory or left it; not for each token of one. */
function useModelChanges(): string {
  const models: Readable<LatestValues["models"] | undefined> = useClient().latest("models");
  return useReadable(
    useMemo(
      () => ({
        current: () => changesOf(models.current()),
        subscribe: (listener: () => void) => models.subscribe(listener),
      }),
      [models],
    ),
  );
}

const changesOf = (state: LatestValues["models"] | undefined): string =>
  state === undefined ? "" : [state.revision, ...state.runs.map((run) => `${run.model} ${run.state}`)].join("\n");

/** The name of an engine; one that is gone is named by its id. */
export const engineName = (options: readonly EngineOption[], id: string): string =>
  options.find((option) => option.id === id)?.name ?? `${id} (not found)`;
