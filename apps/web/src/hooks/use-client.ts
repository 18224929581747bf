// The one client of the page and its clock, handed in at the root.
import type { Client, ConnectionState, Readable, Runtime } from "@nomous/client";
import { createContext, use } from "react";
import { useReadable } from "./use-readable.ts";

export interface Bridge {
  readonly client: Client;
  readonly runtime: Runtime;
  /** As a person is told, see `steady-connection.ts`. */
  readonly connection: Readable<ConnectionState>;
}

export const BridgeContext = createContext<Bridge | undefined>(undefined);

export function useBridge(): Bridge {
  const bridge = use(BridgeContext);
  if (bridge === undefined) throw new Error("useBridge outside BridgeContext");
  return bridge;
}

export const useClient = (): Client => useBridge().client;
export const useRuntime = (): Runtime => useBridge().runtime;
export const useConnection = (): ConnectionState => useReadable(useBridge().connection);
export const useIsOnline = (): boolean => useConnection().status === "online";
