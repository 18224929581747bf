// A button with a popover below it; the browser closes it on Esc and on a click beside it.
import { type KeyboardEvent, type ReactNode, useId, useRef } from "react";
import { Glyph, type GlyphName } from "./glyph.tsx";

interface MenuProps {
  /** The name of the button; shown when `children` of the button are absent. */
  label: string;
  glyph: GlyphName;
  button?: ReactNode;
  className?: string;
  children: ReactNode;
}

export function Menu({ label, glyph, button, className = "", children }: MenuProps) {
  const id = useId();
  const popover = useRef<HTMLDivElement>(null);
  return (
    <>
      <button
        type="button"
        className={`btn quiet ${button === undefined ? "icon" : "cut"} ${className}`}
        popoverTarget={id}
        aria-label={button === undefined ? label : undefined}
        title={label}
      >
        <Glyph name={glyph} />
        {button}
        {button !== undefined && <Glyph name="down" />}
      </button>
      {/* Arrows move between the buttons inside; choosing one closes the popover. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div
        ref={popover}
        id={id}
        popover="auto"
        className="menu"
        onKeyDown={moveFocus}
        onClick={(event) => (event.target as Element).closest("button") && popover.current?.hidePopover()}
      >
        {children}
      </div>
    </>
  );
}

/** Up and Down go to the neighbours among the buttons and links of the element. */
export function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (step === 0) return;
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>("a[href], button:not([disabled])")];
  const next = items[items.indexOf(document.activeElement as HTMLElement) + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
