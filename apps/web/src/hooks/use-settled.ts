import { useEffect, useState } from "react";
import { useRuntime } from "./use-client.ts";

/** `value` once it has been the same for `ms`. */
export function useSettled<T>(value: T, ms: number): T {
  const { clock } = useRuntime();
  const [settled, setSettled] = useState(value);
  useEffect(() => clock.after(ms, () => setSettled(value)), [value, clock, ms]);
  return settled;
}
