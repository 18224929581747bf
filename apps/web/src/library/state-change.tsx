// Moves a document to another state of its lifecycle. A refusal is a list of places, so it is shown as one.
import { check, type DocumentId, DocumentOpened, type DocumentOverview } from "@nomous/client";
import { type ReactNode, useState } from "react";
import type { TextPlace } from "../address.ts";
import { useCommand } from "../hooks/use-command.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Failed } from "../ui/status.tsx";
import { plural } from "../words/numbers.ts";
import { titleText } from "./document-words.ts";
import "./library-dialog.css";
import { ObstacleList, obstaclesOf } from "./obstacle-list.tsx";
import { useOpenDocument } from "./use-open-document.ts";

type PossibleState = Pick<DocumentOverview["possible"][number], "name" | "label" | "isApproval">;

interface StateChange {
  readonly change: (document: DocumentOverview, to: PossibleState) => void;
  /** What is under way. */
  readonly moving: { readonly path: string; readonly label: string } | undefined;
  /** To render: why it was refused, once it was. */
  readonly refusal: ReactNode;
}

export function useStateChange(): StateChange {
  const { run, running, error, refusal, forget } = useCommand();
  const [asked, setAsked] = useState<{ document: DocumentOverview; to: PossibleState }>();
  const move = async (document: DocumentOverview, to: PossibleState): Promise<void> => {
    setAsked({ document, to });
    const id = document.document ?? (await idOf(document.path));
    if (id === undefined) return;
    setAsked({ document: { ...document, document: id }, to });
    await run("document.state", { document: id, state: to.name });
  };
  const idOf = async (path: string): Promise<DocumentId | undefined> => {
    const opened = check(DocumentOpened, (await run("document.open", { path }))?.result);
    return opened.ok ? opened.value.document : undefined;
  };
  return {
    change: (document, to) => void move(document, to),
    moving:
      running === undefined || asked === undefined ? undefined : { path: asked.document.path, label: asked.to.label },
    refusal: error !== undefined && asked !== undefined && (
      <RefusalDialog {...asked} message={error} obstacles={obstaclesOf(refusal)} onClose={forget} />
    ),
  };
}

interface RefusalDialogProps {
  document: DocumentOverview;
  to: PossibleState;
  message: string;
  obstacles: ReturnType<typeof obstaclesOf>;
  onClose: () => void;
}

function RefusalDialog({ document, to, message, obstacles, onClose }: RefusalDialogProps) {
  const { open } = useOpenDocument();
  const go = (place: TextPlace): void => {
    onClose();
    open(document, place);
  };
  const title = to.isApproval ? "Approval refused" : `Not moved to ${to.label}`;
  return (
    <Dialog label={title} className="refusal" onClose={onClose}>
      <header>
        <h2>{title}</h2>
        <p className="muted">
          {titleText(document)}
          {obstacles.length > 0 &&
            `, ${plural(obstacles.length, "check")} ${obstacles.length === 1 ? "fails" : "fail"}`}
        </p>
      </header>
      {obstacles.length === 0 ? <Failed>{message}</Failed> : <ObstacleList obstacles={obstacles} onGo={go} />}
      <footer>
        <Button onClick={onClose}>Close</Button>
      </footer>
    </Dialog>
  );
}
