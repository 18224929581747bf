import { useMemo } from "react";
import { useClient, useConnection } from "../../hooks/use-client.ts";
import type { Viewer } from "./conflict-sides.ts";

/** Who looks. The person is only known while the bridge is here; the browser always. */
export function useViewer(): Viewer {
  const { id } = useClient();
  const connection = useConnection();
  const person = connection.status === "online" ? connection.welcome.server.person : undefined;
  return useMemo(() => ({ client: id, person }), [id, person]);
}
