// What the bridge says that a check lives by: what counts here, and that it is back, so that what was recalled or is old by now is asked for.
import type { Runtime } from "@nomous/client";
import { useEffect } from "react";
import { useBridge } from "../../hooks/use-client.ts";
import { useQuery } from "../../hooks/use-query.ts";
import { useReadable } from "../../hooks/use-readable.ts";
import { startOfDay } from "../../words/time.ts";
import type { Settings } from "./check-message.ts";
import type { LiveCheck } from "./live-check.ts";

/** Until the bridge has said what the team's types are, the types that ship count. */
export function useBridgeNews(check: LiveCheck | undefined): void {
  const { client, runtime } = useBridge();
  const { data, at = 0 } = useQuery("workbench.settings", {});
  useEffect(() => {
    if (data !== undefined) check?.tell({ type: "settings", settings: ofToday(data, at, runtime) });
  }, [check, data, at, runtime]);
  // Not as a person is told of it: a short break counts too.
  const isOnline = useReadable(client.connection).status === "online";
  useEffect(() => {
    if (isOnline) check?.doubt("");
  }, [check, isOnline]);
}

/** Settings of another day do not say which one it is now. */
const ofToday = (settings: Settings, at: number, { clock }: Runtime): Settings =>
  startOfDay(at) === startOfDay(clock.now()) ? settings : { ...settings, today: undefined };
