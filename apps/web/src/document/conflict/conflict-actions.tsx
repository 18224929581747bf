// The actions, and what each does to the claims of the place. Every key is also a button.
import { PHONE, useMedia } from "../../hooks/use-media.ts";
import { useShortcut } from "../../hooks/use-shortcut.ts";
import { Button } from "../../ui/button.tsx";
import { Loading } from "../../ui/status.tsx";
import { countText } from "../../words/numbers.ts";
import { KEYS } from "../../words/keys.ts";
import type { PlaceEffects } from "../check/check-message.ts";
import { EvidenceAge } from "../check/evidence-age.tsx";
import { briefText, evidenceAge, namesIn } from "./claim-effects.ts";
import type { Option, Options } from "./conflict-options.ts";
import { ClaimStatus, Problems } from "./effect-cells.tsx";
import type { Effects } from "./use-conflict-check.ts";

interface ConflictActionsProps {
  options: Options;
  effects: Effects;
  /** How many are open once this one is decided. */
  left: number;
  onChoose: (option: Option) => void;
  onWrite: () => void;
}

export function ConflictActions(props: ConflictActionsProps) {
  const { options, onChoose, onWrite } = props;
  const isPhone = useMedia(PHONE);
  const choose = (n: number): void => {
    const option = options.options[n];
    if (option !== undefined) onChoose(option);
  };
  useShortcut(KEYS.keepMerged.keys, () => choose(0));
  useShortcut(KEYS.keepFirst.keys, () => choose(1));
  useShortcut(KEYS.keepSecond.keys, () => choose(2));
  useShortcut(KEYS.writeOwn.keys, onWrite, options.draft !== undefined);
  return (
    <section className="conflict-actions" aria-label="Choose">
      {options.lack !== undefined && <p className="lack">{options.lack}</p>}
      {isPhone ? <ActionGrid {...props} /> : <ActionTable {...props} />}
    </section>
  );
}

function ActionTable({ options: { options, draft }, effects, left, onChoose, onWrite }: ConflictActionsProps) {
  const found = effects.found ?? [];
  const names = namesIn(found);
  const hasProblems = found.some(({ problems }) => problems.length > 0);
  return (
    <>
      <h2>Choose, and what it does to claims</h2>
      <EvidenceAge at={evidenceAge(found)} />
      <div className="wide-table">
        <table>
          <thead>
            <tr>
              <th scope="col">Action</th>
              <EffectHeads effects={effects} names={names} hasProblems={hasProblems} />
              <th scope="col">Conflicts after</th>
            </tr>
          </thead>
          <tbody>
            {options.map((option, n) => (
              <tr key={option.choice} className={n === 0 ? "on" : undefined}>
                <th scope="row">
                  <Button
                    look={n === 0 ? "primary" : "normal"}
                    aria-keyshortcuts={option.key}
                    keys={option.key}
                    onClick={() => onChoose(option)}
                  >
                    {option.name}
                  </Button>
                </th>
                <EffectCells effects={found[n]} names={names} hasProblems={hasProblems} />
                <td className="muted">{countText(left)} left</td>
              </tr>
            ))}
            {draft !== undefined && (
              <tr>
                <th scope="row">
                  <Button aria-keyshortcuts="E" keys={KEYS.writeOwn.keys} onClick={onWrite}>
                    Write my own
                  </Button>
                </th>
                <td className="muted" colSpan={Math.max(1, names.length + Number(hasProblems)) + 1}>
                  checked as you type
                </td>
              </tr>
            )}
          </tbody>
        </table>
      </div>
    </>
  );
}

interface ColumnsProps {
  names: readonly string[];
  hasProblems: boolean;
}

function EffectHeads({ effects: { found, hasFailed }, names, hasProblems }: ColumnsProps & { effects: Effects }) {
  if (names.length === 0 && !hasProblems)
    return (
      <th scope="col">
        {found === undefined && !hasFailed && <Loading>Checking each text</Loading>}
        {hasFailed && "Not checked: the rules did not start. Reload the page."}
        {found !== undefined && "No claim stands here, and no problem"}
      </th>
    );
  return (
    <>
      {names.map((name) => (
        <th key={name} scope="col" className="mono">
          {name}
        </th>
      ))}
      {hasProblems && <th scope="col">Problems</th>}
    </>
  );
}

function EffectCells({ effects, names, hasProblems }: ColumnsProps & { effects: PlaceEffects | undefined }) {
  if (names.length === 0 && !hasProblems) return <td aria-label="No effect" />;
  return (
    <>
      {names.map((name) => {
        const claims = effects?.claims.filter((claim) => claim.name === name) ?? [];
        return (
          <td key={name}>
            {claims.map((claim, n) => (
              <ClaimStatus key={n} claim={claim} />
            ))}
            {claims.length === 0 && <span className="muted">not in this text</span>}
          </td>
        );
      })}
      {hasProblems && <td>{effects !== undefined && <Problems problems={effects.problems} />}</td>}
    </>
  );
}

/** On a phone: what each does stands in its button. */
function ActionGrid({ options: { options, draft }, effects, left, onChoose, onWrite }: ConflictActionsProps) {
  return (
    <>
      <p className="meta">Each action, and what it does to claims; {countText(left)} left after it</p>
      <EvidenceAge at={evidenceAge(effects.found ?? [])} />
      <div className="action-grid">
        {options.map((option, n) => (
          <Button key={option.choice} look={n === 0 ? "primary" : "normal"} onClick={() => onChoose(option)}>
            <span>{option.name}</span>
            <span className="brief cut">{briefOf(effects, n)}</span>
          </Button>
        ))}
        {draft !== undefined && (
          <Button onClick={onWrite}>
            <span>Write my own</span>
            <span className="brief cut">checked as you type</span>
          </Button>
        )}
      </div>
    </>
  );
}

function briefOf({ found, hasFailed }: Effects, n: number): string {
  const effects = found?.[n];
  if (effects !== undefined) return briefText(effects);
  return hasFailed ? "not checked" : "checking";
}
