// A button with a popover that holds more than a list of buttons. What is inside exists only while it is open; the
// browser closes it on Esc and on a click beside it, and gives the focus back.
import { type ReactNode, type ToggleEvent, useId, useState } from "react";
import { Glyph } from "./glyph.tsx";

interface PopoverProps {
  /** The whole name of the button. */
  label: string;
  className?: string;
  button: ReactNode;
  /** `close` for what was chosen inside. */
  children: (close: () => void) => ReactNode;
}

export function Popover({ label, className = "", button, children }: PopoverProps) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const close = (): void => document.getElementById(id)?.hidePopover();
  return (
    <>
      <button
        type="button"
        className={`btn quiet cut ${className}`}
        popoverTarget={id}
        aria-label={label}
        aria-expanded={isOpen}
      >
        {button}
        <Glyph name="down" />
      </button>
      {/* Opened by then, so that what is inside can take the focus. */}
      <section
        id={id}
        popover="auto"
        className="menu pop"
        aria-label={label}
        onToggle={(event: ToggleEvent) => setOpen(event.newState === "open")}
      >
        {isOpen && children(close)}
      </section>
    </>
  );
}
