// On a phone there is no room for a list: one finding at a time, with its fix, above the keyboard.
import { useState } from "react";
import { usePaced } from "../../hooks/use-paced.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { Glyph } from "../../ui/glyph.tsx";
import { Ticked } from "../../ui/ticked.tsx";
import { countText } from "../../words/numbers.ts";
import { LOOK_TONES, lookOf } from "../check/finding-look.ts";
import type { DocumentDesk } from "../desk.ts";
import { makeFix } from "../editor/finding-popover.ts";
import { placeText } from "./problems.tsx";

const BAR_MS = 250;

export function FindingBar({ desk }: { desk: DocumentDesk }) {
  const rendered = usePaced(desk.rendered, BAR_MS);
  const [chosen, setChosen] = useState(0);
  const findings = rendered?.checked.findings.filter(({ severity }) => isTold(severity, rendered.checked.type?.stage));
  if (rendered === undefined || findings === undefined || findings.length === 0) return null;
  const at = Math.min(chosen, findings.length - 1);
  const finding = findings[at];
  if (finding === undefined) return null;
  const go = (next: number): void => {
    setChosen(next);
    const to = findings[next];
    if (to !== undefined) desk.editor.goTo(to.from);
  };
  return (
    <section className="finding-bar" aria-label="Problem">
      <p>
        <Glyph name={lookOf(finding)} tone={LOOK_TONES[lookOf(finding)]} />
        <span>
          <span className="mono">{placeText(rendered.text, finding.from)}</span> <Ticked text={finding.message} />
        </span>
      </p>
      <div className="row">
        {finding.fix === undefined ? (
          <Button onClick={() => go(at)}>Go there</Button>
        ) : (
          <Button look="primary" className="cut" onClick={() => makeFix(desk.editor.view, { finding, from: 0, to: 0 })}>
            {finding.fix.title}
          </Button>
        )}
        <span className="grow" />
        <span className="meta">
          {countText(at + 1)} of {countText(findings.length)}
        </span>
        <IconButton glyph="down" label="Next problem" onClick={() => go((at + 1) % findings.length)} />
      </div>
    </section>
  );
}

/** Notes of a draft are in the list alone. */
const isTold = (severity: string, stage: string | undefined): boolean => severity !== "note" || stage !== "draft";
