// A text of one's own for a place that two sides changed, checked as it is typed.
import { LIMITS } from "@nomous/client";
import { type KeyboardEvent, useEffect, useId, useMemo, useRef } from "react";
import { useSettled } from "../../hooks/use-settled.ts";
import { Button } from "../../ui/button.tsx";
import { isMac } from "../../words/keys.ts";
import { EvidenceAge } from "../check/evidence-age.tsx";
import type { LiveCheck } from "../check/live-check.ts";
import { evidenceAge } from "./claim-effects.ts";
import { Words } from "./conflict-place.tsx";
import { ClaimStatus, Problems } from "./effect-cells.tsx";
import { changeStretches } from "./stretches.ts";
import { type EffectPlace, useEffects } from "./use-conflict-check.ts";

interface OwnTextProps {
  /** What stands there now. */
  present: string;
  written: string;
  /** What the place becomes with it. */
  ownText: (written: string) => string;
  onWrite: (text: string) => void;
  onSave: () => void;
  onBack: () => void;
  check: LiveCheck | undefined;
  place: EffectPlace | null;
}

const REST_MS = 200;

export function OwnText({ present, written, ownText, onWrite, onSave, onBack, check, place }: OwnTextProps) {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  const onKey = (event: KeyboardEvent): void => {
    const isSave = event.key === "Enter" && (isMac() ? event.metaKey : event.ctrlKey);
    if (!isSave && event.key !== "Escape") return;
    event.preventDefault();
    if (isSave) onSave();
    else onBack();
  };
  return (
    <section className="conflict-actions own-text" aria-label="Write my own">
      <label htmlFor={id}>What the place becomes, as Markdown</label>
      <textarea
        ref={field}
        id={id}
        className="field mono"
        rows={Math.min(10, Math.max(4, written.split("\n").length + 1))}
        maxLength={LIMITS.conflictLength}
        value={written}
        onChange={({ target }) => onWrite(target.value)}
        onKeyDown={onKey}
      />
      <Changes present={present} written={written} />
      <OwnEffects check={check} place={place} text={ownText(written)} />
      <div className="row">
        <Button look="primary" keys="Mod+Enter" onClick={onSave}>
          Save this text
        </Button>
        <Button keys="Escape" onClick={onBack}>
          Back
        </Button>
      </div>
    </section>
  );
}

/** What differs from what stands there now. */
function Changes({ present, written }: { present: string; written: string }) {
  const stretches = useMemo(() => changeStretches(present, written), [present, written]);
  if (present === written) return <p className="meta">As it stands in the document</p>;
  return (
    <p className="own-changes">
      <Words stretches={stretches} empty="Nothing: the place is removed" />
    </p>
  );
}

function OwnEffects({ check, place, text }: { check: LiveCheck | undefined; place: EffectPlace | null; text: string }) {
  const settled = useSettled(text, REST_MS);
  const { found, hasFailed } = useEffects(check, place, [settled]);
  const effects = found?.[0];
  if (place === null) return null;
  if (effects === undefined) return <output className="meta">{hasFailed ? "Not checked" : "Checking"}</output>;
  const { claims, problems } = effects;
  return (
    <output className="own-effects">
      <EvidenceAge at={evidenceAge([effects])} />
      {claims.map((claim, n) => (
        <span key={n}>
          <span className="mono">{claim.name}</span> <ClaimStatus claim={claim} />
        </span>
      ))}
      {claims.length === 0 && <span className="muted">No claim in this text</span>}
      {problems.length > 0 && <Problems problems={problems} />}
    </output>
  );
}
