import type { ConnectionState } from "@nomous/client";
import { useClient, useConnection } from "../hooks/use-client.ts";
import { useReadable } from "../hooks/use-readable.ts";
import { useWorkspace, type WorkspaceStatus } from "../hooks/use-workspace.ts";
import { useHeldUp } from "../offline/use-held-up.ts";
import { Status } from "../ui/status.tsx";
import { StatusSlotPlace } from "./status-slot.tsx";
import { useShell } from "./use-shell.ts";
import { connectionText, savingText, unsentText } from "../words/connection.ts";
import { countText, percentText } from "../words/numbers.ts";

export function StatusBar() {
  const connection = useConnection();
  const { data } = useWorkspace();
  return (
    <footer className="status" aria-label="Status" data-region="" tabIndex={-1}>
      <StatusSlotPlace />
      <ConnectionStatus connection={connection} />
      <Saving />
      {data?.index.state === "indexing" && (
        <Status glyph="arc" tone="accent">
          Reading {countText(data.index.total)} files, {percentText(data.index.done, data.index.total)}
        </Status>
      )}
      <span className="grow in-general" />
      {data?.git && <span className="mono">{gitText(data.git)}</span>}
    </footer>
  );
}

/** What the bridge does not have is told on every page, also beside what a page says of its own. */
function Saving() {
  const { openUnsent } = useShell();
  const outbox = useReadable(useClient().outbox);
  const count = useHeldUp();
  if (count === 0) return <span className="in-general">{savingText(outbox)}</span>;
  return (
    <button type="button" className="unsent c-warning" onClick={openUnsent}>
      <Status glyph="waits">{unsentText(count)}</Status>
    </button>
  );
}

function ConnectionStatus({ connection }: { connection: ConnectionState }) {
  const text = connectionText(connection);
  if (connection.status === "online")
    return (
      <Status glyph="here" tone="ok">
        {text}
      </Status>
    );
  if (connection.status === "connecting") return <Status glyph="arc">{text}</Status>;
  return (
    <Status glyph="away" tone="warning">
      {text}
    </Status>
  );
}

const gitText = ({ branch, changed }: NonNullable<WorkspaceStatus["git"]>): string =>
  `${branch} · ${changed === 0 ? "clean" : `${countText(changed)} changed`}`;
