import { type ReactNode, Suspense } from "react";
import { Boundary } from "../ui/boundary.tsx";
import { FailedDialog } from "./failure.tsx";

/** Holds a dialog whose code is fetched late. */
export function LateDialog({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  return (
    <Boundary renderFailure={(error) => <FailedDialog error={error} onClose={onClose} />}>
      <Suspense>{children}</Suspense>
    </Boundary>
  );
}
