import { useState } from "react";
import { useIsOnline } from "../hooks/use-client.ts";
import { useQuery } from "../hooks/use-query.ts";
import { useWorkspace, type WorkspaceStatus } from "../hooks/use-workspace.ts";
import { Button } from "../ui/button.tsx";
import { Failed, Loading } from "../ui/status.tsx";
import { plural } from "../words/numbers.ts";
import { clockSecondsText } from "../words/time.ts";

type Servers = WorkspaceStatus["servers"];

/** Which addresses of this machine were asked for a model server, what answered, and asking again. */
export function ModelServers() {
  const known = useWorkspace().data?.servers;
  const isOnline = useIsOnline();
  const [isAsked, setAsked] = useState(known?.at === null);
  const probe = useQuery("workspace.status", isAsked ? { probe: true } : undefined);
  const servers = probe.data?.servers ?? known;
  const ask = (): void => (isAsked ? probe.again() : setAsked(true));
  if (servers === undefined) return null;
  return (
    <div className="servers">
      {probe.isLoading ? <Loading>Asking {servers.asked.map(hostOf).join(", ")}</Loading> : <Found servers={servers} />}
      {probe.error !== undefined && <Failed>{probe.error}</Failed>}
      <Button look="quiet" className="flush" onClick={ask} disabled={probe.isLoading || !isOnline}>
        {isOnline ? "Ask again" : "Ask again when the bridge is back"}
      </Button>
    </div>
  );
}

function Found({ servers: { asked, at, found } }: { servers: Servers }) {
  const addresses = asked.map(hostOf).join(", ");
  if (at === null) return <p>Not asked yet: {addresses}.</p>;
  const where = `Asked ${addresses} at ${clockSecondsText(at)}`;
  if (found.length === 0) return <p>{where}: nothing answered.</p>;
  return (
    <>
      <p>{where}. Found:</p>
      <ul>
        {found.map(({ name, url, models }) => (
          <li key={url}>
            <b>{name}</b> at <span className="mono">{hostOf(url)}</span> with {plural(models.length, "model")}
            {models.length > 0 && `: ${models.join(", ")}`}
          </li>
        ))}
      </ul>
      <p>Found is not connected: answers come from workspace search until a model is connected.</p>
    </>
  );
}

const hostOf = (url: string): string => url.replace(/^https?:\/\//, "").replace(/\/$/, "");
