// Everything that was found, in the order of the text. A line goes to its place; what has a safe fix can be made at once.
import type { Finding } from "@nomous/workbench";
import { memo, useCallback, useState } from "react";
import { usePaced } from "../../hooks/use-paced.ts";
import { moveFocus } from "../../ui/menu.tsx";
import { Button } from "../../ui/button.tsx";
import { Glyph } from "../../ui/glyph.tsx";
import { Empty, Failed, Loading } from "../../ui/status.tsx";
import { Ticked } from "../../ui/ticked.tsx";
import { countText, plural } from "../../words/numbers.ts";
import type { DocumentDesk, Rendered } from "../desk.ts";
import { dispatchStep } from "../editor/own-undo.ts";
import { goTo } from "./go-to.ts";
import type { CheckedText } from "../check/check-message.ts";
import { EvidenceAge } from "../check/evidence-age.tsx";
import { type Look, LOOK_TONES, LOOK_WORDS, LOOKS, lookOf } from "../check/finding-look.ts";
import { changesBetween } from "../check/line-changes.ts";

/** Nobody works through more; the next ones come when these are done. */
const MOST_ROWS = 200;
const LIST_MS = 250;

interface ProblemsProps {
  desk: DocumentDesk;
  /** A person went to a place in the text. */
  onGo?: (() => void) | undefined;
}

export function Problems({ desk, onGo }: ProblemsProps) {
  const rendered = usePaced(desk.rendered, LIST_MS);
  const { hasFailed } = usePaced(desk.check.view, LIST_MS);
  return (
    <section className="problems" aria-label="Problems" data-region="" tabIndex={-1}>
      <ProblemsHead desk={desk} checked={rendered?.checked} />
      {hasFailed && (
        <Failed>The rules did not start. Reload the page to check this text; it is saved all the same.</Failed>
      )}
      {!hasFailed && rendered === undefined && <Loading>Reading the rules</Loading>}
      {rendered !== undefined && <ProblemList desk={desk} rendered={rendered} onGo={onGo} />}
    </section>
  );
}

function ProblemsHead({ desk, checked }: { desk: DocumentDesk; checked: CheckedText | undefined }) {
  const findings = checked?.findings ?? [];
  const fixable = findings.filter(({ fix }) => fix !== undefined).length;
  const [told, setTold] = useState<string>();
  const fixAll = async (): Promise<void> => {
    const { view } = desk.editor;
    const before = view.state.doc.toString();
    const fixed = await desk.check.ask<"fixes">({ kind: "fixes" });
    if (fixed === undefined || view.state.readOnly) return setTold("The text changed meanwhile. Try again.");
    dispatchStep(view, { changes: changesBetween(before, fixed.text), userEvent: "fix" });
    return setTold(`${plural(fixed.count, "fix", "fixes")} made`);
  };
  return (
    <header>
      <b>Problems</b>
      {LOOKS.map((look) => (
        <LookCount key={look} look={look} count={findings.filter((finding) => lookOf(finding) === look).length} />
      ))}
      <span className="grow" />
      <EvidenceAge at={checked?.asOf} />
      {fixable > 0 ? (
        <>
          <span className="muted">{fixable === 1 ? "1 has a safe fix" : `${countText(fixable)} have a safe fix`}</span>
          <Button look="quiet" className="small" onClick={() => void fixAll()}>
            Fix all
          </Button>
        </>
      ) : (
        <span className="muted" aria-live="polite">
          {told}
        </span>
      )}
    </header>
  );
}

function LookCount({ look, count }: { look: Look; count: number }) {
  if (count === 0) return null;
  const isSeverity = look === "error" || look === "warning" || look === "note";
  return (
    <span
      className={`st c-${LOOK_TONES[look]}`}
      title={isSeverity ? plural(count, look) : `${countText(count)}: ${LOOK_WORDS[look]}`}
    >
      <Glyph name={look} />
      {countText(count)}
      <span className="heard">{isSeverity ? ` ${look}s` : `: ${LOOK_WORDS[look]}`}</span>
    </span>
  );
}

interface ProblemListProps extends ProblemsProps {
  rendered: Rendered;
}

function ProblemList({ desk, rendered: { checked, text }, onGo }: ProblemListProps) {
  const { findings } = checked;
  const go = useCallback(
    (n: number): void => {
      const finding = desk.rendered.current()?.checked.findings[n];
      if (finding !== undefined) goTo(desk, finding);
      onGo?.();
    },
    [desk, onGo],
  );
  if (findings.length === 0) return <Empty>No problems. What rules find is listed here, with its place.</Empty>;
  return (
    // Arrows move between the lines; Enter goes to the place.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <ul className="problem-list" onKeyDown={moveFocus}>
      {findings.slice(0, MOST_ROWS).map((finding, n) => (
        // Where a finding stands changes with every key; its place in the list seldom does.
        <li key={n}>
          <ProblemLine
            look={lookOf(finding)}
            message={finding.message}
            rule={finding.rule}
            place={placeText(text, finding.from)}
            n={n}
            go={go}
          />
        </li>
      ))}
      {findings.length > MOST_ROWS && (
        <li className="more muted">{countText(findings.length - MOST_ROWS)} more below these</li>
      )}
    </ul>
  );
}

interface ProblemLineProps extends Pick<Finding, "message" | "rule"> {
  look: Look;
  place: string;
  n: number;
  go: (n: number) => void;
}

const ProblemLine = memo(function ProblemLine({ look, message, rule, place, n, go }: ProblemLineProps) {
  return (
    <button type="button" onClick={() => go(n)}>
      <Glyph name={look} tone={LOOK_TONES[look]} />
      <span className="heard">{LOOK_WORDS[look]}: </span>
      <span className="cut">
        <Ticked text={message} /> <code className="rule">{rule}</code>
      </span>
      <span className="at">{place}</span>
    </button>
  );
});

/** `58:29` */
export function placeText(text: Rendered["text"], offset: number): string {
  const line = text.lineAt(Math.min(offset, text.length));
  return `${line.number}:${offset - line.from + 1}`;
}
