// A field with a list below it: arrows move, Enter chooses, the field keeps the focus (the combobox pattern).
import { type KeyboardEvent, type ReactNode, useEffect, useId, useState } from "react";
import "./chooser.css";

export interface Choice {
  readonly key: string;
  readonly group?: string;
  readonly content: ReactNode;
  readonly choose: () => void;
}

interface ChooserProps {
  label: string;
  placeholder: string;
  text: string;
  onText: (text: string) => void;
  choices: readonly Choice[];
  /** Below the list: loading, empty, error. */
  children?: ReactNode;
}

export function Chooser({ label, placeholder, text, onText, choices, children }: ChooserProps) {
  const id = useId();
  const [at, setAt] = useState(0);
  const active = Math.min(at, choices.length - 1);
  useEffect(() => {
    document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: "nearest" });
  }, [id, active]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) setAt((active + step + choices.length) % Math.max(1, choices.length));
    else if (event.key === "Enter") choices[active]?.choose();
    else return;
    event.preventDefault();
  };
  return (
    <div className="chooser">
      <input
        className="field"
        role="combobox"
        aria-expanded={choices.length > 0}
        aria-controls={id}
        aria-activedescendant={choices.length === 0 ? undefined : `${id}-${active}`}
        aria-label={label}
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        // The field opens because a person asked for it.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        value={text}
        onChange={({ target }) => {
          setAt(0);
          onText(target.value);
        }}
        onKeyDown={onKeyDown}
      />
      {/* A native list could not hold what these rows hold. */}
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role */}
      <div className="choices" id={id} role="listbox" aria-label={label} tabIndex={-1}>
        {choices.map((choice, index) => (
          <ChoiceRow
            key={choice.key}
            id={`${id}-${index}`}
            choice={choice}
            isActive={index === active}
            heading={choice.group === choices[index - 1]?.group ? undefined : choice.group}
          />
        ))}
      </div>
      {children}
    </div>
  );
}

interface ChoiceRowProps {
  id: string;
  choice: Choice;
  isActive: boolean;
  heading: string | undefined;
}

function ChoiceRow({ id, choice, isActive, heading }: ChoiceRowProps) {
  return (
    <>
      {heading !== undefined && (
        <div className="group" role="presentation">
          {heading}
        </div>
      )}
      {/* The keyboard acts through the field. */}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus, jsx-a11y/prefer-tag-over-role */}
      <div id={id} role="option" aria-selected={isActive} className="choice" onClick={choice.choose}>
        {choice.content}
      </div>
    </>
  );
}
