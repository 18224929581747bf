// A field with a list below it: arrows move, Enter chooses, the field keeps the focus (the combobox pattern). A short
// list needs no field: then the list itself has the focus.
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
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
  hasField?: boolean;
  /** The choice to begin at. */
  begin?: number;
  /** Below the list: loading, empty, error. */
  children?: ReactNode;
}

export function Chooser(props: ChooserProps) {
  const { label, placeholder, text, onText, choices, hasField = true, begin = 0, children } = props;
  const id = useId();
  const [at, setAt] = useState(begin);
  const active = Math.min(at, choices.length - 1);
  const activeId = choices.length === 0 ? undefined : `${id}-${active}`;
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
      {hasField && (
        <input
          className="field"
          role="combobox"
          aria-expanded={choices.length > 0}
          aria-controls={id}
          aria-activedescendant={activeId}
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
      )}
      <ChoiceList id={id} label={label} focus={hasField ? undefined : { activeId, onKeyDown }}>
        {choices.map((choice, index) => (
          <ChoiceRow
            key={choice.key}
            id={`${id}-${index}`}
            choice={choice}
            isActive={index === active}
            heading={choice.group === choices[index - 1]?.group ? undefined : choice.group}
          />
        ))}
      </ChoiceList>
      {children}
    </div>
  );
}

interface ChoiceListProps {
  id: string;
  label: string;
  /** Where the list has the focus itself: which choice is active, and the keys. */
  focus: { activeId: string | undefined; onKeyDown: (event: KeyboardEvent) => void } | undefined;
  children: ReactNode;
}

function ChoiceList({ id, label, focus, children }: ChoiceListProps) {
  const list = useRef<HTMLDivElement>(null);
  const hasFocus = focus !== undefined;
  useEffect(() => {
    if (hasFocus) list.current?.focus();
  }, [hasFocus]);
  return (
    <div
      ref={list}
      className="choices"
      id={id}
      // A native list could not hold what these rows hold.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="listbox"
      aria-label={label}
      aria-activedescendant={focus?.activeId}
      tabIndex={hasFocus ? 0 : -1}
      onKeyDown={focus?.onKeyDown}
    >
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
