import { type ReactNode, Suspense } from "react";
import { IconButton } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Loading } from "../../ui/status.tsx";

interface SettingsDialogProps {
  label: string;
  onClose: () => void;
  children: ReactNode;
}

export function SettingsDialog({ label, onClose, children }: SettingsDialogProps) {
  return (
    <Dialog label={label} className="settings-dialog" onClose={onClose}>
      <div className="settings-head">
        <h2 className="grow">{label}</h2>
        <IconButton glyph="close" label="Close" onClick={onClose} />
      </div>
      <div className="settings-body">
        <Suspense fallback={<Loading>Fetching the settings</Loading>}>{children}</Suspense>
      </div>
    </Dialog>
  );
}
