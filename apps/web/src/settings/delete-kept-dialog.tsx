// Emptying what this browser keeps. What the bridge does not have is never among it, unless a person has saved it as a file.
import { useState } from "react";
import { useBridge } from "../hooks/use-client.ts";
import { deleteKept } from "../offline/delete-kept.ts";
import { SaveUnsent } from "../offline/save-unsent.tsx";
import { useUnsent } from "../offline/use-unsent.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { unsentText } from "../words/connection.ts";

export function DeleteKeptDialog({ onClose }: { onClose: () => void }) {
  const bridge = useBridge();
  const unsent = useUnsent();
  const [saved, setSaved] = useState(0);
  const [isDeleting, setDeleting] = useState(false);
  const count = unsent?.all.length ?? 0;
  const isBlocked = unsent === undefined || count > saved;
  const empty = (): void => {
    setDeleting(true);
    void deleteKept(bridge).then(() => location.assign("/settings"));
  };
  return (
    <Dialog label="Delete what this browser keeps" className="delete-kept" onClose={onClose}>
      <h2>Delete what this browser keeps</h2>
      <p>
        Its copies of conversations, documents and lists go. They are fetched again from the bridge; until then nothing
        opens here without it. The key by which the bridge knows this browser stays, and so does all that is on the
        bridge.
      </p>
      {count > 0 && (
        <>
          <p className="c-error">
            {unsentText(count)}: that would be lost for good. {count > saved && "Save it as a file first."}
          </p>
          <SaveUnsent count={count} onSaved={() => setSaved(count)} />
        </>
      )}
      <footer className="row">
        <span className="grow" />
        <Button onClick={onClose}>Cancel</Button>
        <Button look="danger" disabled={isBlocked || isDeleting} onClick={empty}>
          {count > 0 ? `Delete it, and ${unsentText(count)}` : "Delete it"}
        </Button>
      </footer>
    </Dialog>
  );
}
