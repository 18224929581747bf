import type { LatestValues } from "@nomous/client";
import { useState } from "react";
import { useClient } from "./use-client.ts";
import { useReadable } from "./use-readable.ts";

/** The newest value of a stream that keeps no other; the last one known while the bridge is away. */
export function useLatest<Name extends keyof LatestValues>(name: Name): LatestValues[Name] | undefined {
  const newest = useReadable(useClient().latest(name));
  const [kept, keep] = useState(newest);
  if (newest !== undefined && newest !== kept) keep(newest);
  return newest ?? kept;
}
