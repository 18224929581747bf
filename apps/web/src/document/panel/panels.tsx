// Below the text: what was found, and beside it why the state was refused, or what belongs in the section at the cursor.
import type { Obstacle } from "@nomous/client";
import { ObstacleList } from "../../library/obstacle-list.tsx";
import { IconButton } from "../../ui/button.tsx";
import { Failed } from "../../ui/status.tsx";
import { plural } from "../../words/numbers.ts";
import type { DocumentDesk } from "../desk.ts";
import type { StateMove } from "../use-approval.ts";
import { Problems } from "./problems.tsx";
import { SectionGuidance } from "./section-guidance.tsx";

interface PanelsProps {
  desk: DocumentDesk;
  approval: StateMove;
  onGo?: () => void;
}

export function Panels({ desk, approval, onGo }: PanelsProps) {
  return (
    <div className="document-panels">
      <Problems desk={desk} onGo={onGo} />
      {approval.refused === undefined ? (
        <SectionGuidance desk={desk} />
      ) : (
        <Refusal desk={desk} refused={approval.refused} onClose={approval.forget} onGo={onGo} />
      )}
    </div>
  );
}

interface RefusalProps {
  desk: DocumentDesk;
  refused: NonNullable<StateMove["refused"]>;
  onClose: () => void;
  onGo?: (() => void) | undefined;
}

function Refusal({ desk, refused: { to, message, obstacles }, onClose, onGo }: RefusalProps) {
  const go = ({ line, column }: Obstacle): void => {
    const { doc } = desk.editor.view.state;
    const { from, to } = doc.line(Math.min(line, doc.lines));
    desk.editor.goTo(Math.min(from + column - 1, to));
    onGo?.();
  };
  const count = obstacles.length;
  return (
    <section className="refused" aria-label="Refused" data-region="" tabIndex={-1}>
      <header>
        <b>{to.isApproval ? "Approval refused" : `Not moved to ${to.label}`}</b>
        <span className="muted cut">
          {count > 0 && `${plural(count, "check")} ${count === 1 ? "fails" : "fail"}`}
          {count > 0 && to.isApproval && "; approving signs the text, so they come first"}
        </span>
        <span className="grow" />
        <IconButton className="small" glyph="close" label="Close" onClick={onClose} />
      </header>
      {count === 0 ? <Failed>{message}</Failed> : <ObstacleList obstacles={obstacles} onGo={(_, one) => go(one)} />}
    </section>
  );
}
