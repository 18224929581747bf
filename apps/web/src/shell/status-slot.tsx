// A place in the status bar that the page of the moment may fill: then what it tells of saving is told there, and not in general.
import { createContext, type ReactNode, use, useMemo, useState } from "react";
import { createPortal } from "react-dom";

interface StatusSlotState {
  readonly place: HTMLElement | null;
  readonly setPlace: (place: HTMLElement | null) => void;
}

const StatusSlotContext = createContext<StatusSlotState | undefined>(undefined);

export function StatusSlotProvider({ children }: { children: ReactNode }) {
  const [place, setPlace] = useState<HTMLElement | null>(null);
  const slot = useMemo(() => ({ place, setPlace }), [place]);
  return <StatusSlotContext value={slot}>{children}</StatusSlotContext>;
}

/** Where it is. */
export const StatusSlotPlace = () => <span className="status-slot" ref={use(StatusSlotContext)?.setPlace} />;

/** Shows its children there; nothing where there is no status bar. */
export function StatusSlot({ children }: { children: ReactNode }) {
  const place = use(StatusSlotContext)?.place;
  return place === undefined || place === null ? null : createPortal(children, place);
}
