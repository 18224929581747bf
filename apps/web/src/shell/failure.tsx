// What stands in place of a part of the page that could not be rendered or fetched.
import { useIsOnline } from "../hooks/use-client.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Empty, Failed } from "../ui/status.tsx";
import { errorText } from "../words/error.ts";
import { Page } from "./page.tsx";
import { useShell } from "./use-shell.ts";

/** Instead of the page of an address. */
export function FailedPage({ error }: { error: unknown }) {
  const { isStale } = useShell();
  return (
    <Page title="Not shown">
      <div className="scroll page-note">
        {/* Then the strip above offers the reload. */}
        {isStale ? <Empty>This page is shown after a reload.</Empty> : <Failure error={error} />}
      </div>
    </Page>
  );
}

/** Instead of what lies over the page. */
export function FailedDialog({ error, onClose }: { error: unknown; onClose: () => void }) {
  return (
    <Dialog label="Not shown" onClose={onClose}>
      <div className="page-note">
        <Failure error={error} />
      </div>
    </Dialog>
  );
}

function Failure({ error }: { error: unknown }) {
  const isOnline = useIsOnline();
  return (
    <Failed action={isOnline && <Button onClick={() => location.reload()}>Reload</Button>}>
      This could not be shown: {errorText(error)}.{" "}
      {isOnline ? "What waits is kept." : "Reload when the bridge is back; what waits is kept."}
    </Failed>
  );
}
