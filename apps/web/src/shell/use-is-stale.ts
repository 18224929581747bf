// A bridge that was updated serves other code than the one this page began with: what the page has not fetched yet is
// gone. While the bridge is away nothing can be fetched, and that says nothing.
import { useEffect, useState } from "react";
import { useBridge } from "../hooks/use-client.ts";

/** Whether this page is older than the bridge that is here. */
export function useIsStale(): boolean {
  const { connection } = useBridge();
  const [isStale, setStale] = useState(false);
  useEffect(() => {
    const notFetched = (): void => {
      if (connection.current().status === "online") setStale(true);
    };
    window.addEventListener("vite:preloadError", notFetched);
    return () => window.removeEventListener("vite:preloadError", notFetched);
  }, [connection]);
  return isStale;
}
