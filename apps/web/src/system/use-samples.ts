import type { SystemSample } from "@nomous/client";
import { useState } from "react";
import { useLatest } from "../hooks/use-latest.ts";
import { useQuery } from "../hooks/use-query.ts";
import { mergeSamples } from "./samples.ts";

const NONE: readonly SystemSample[] = [];

/** The last five minutes that this page knows, oldest first; what it has stays while the bridge is away. */
export function useSamples(): readonly SystemSample[] {
  const newest = useLatest("system");
  const { data } = useQuery("system.history", {});
  const [samples, setSamples] = useState(NONE);
  const merged = mergeSamples(samples, [...(data?.samples ?? NONE), ...(newest === undefined ? NONE : [newest])]);
  if (merged !== samples) setSamples(merged);
  return merged;
}
