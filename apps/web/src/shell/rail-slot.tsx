// A place in the rail that the page of the moment may fill, below the documents: the outline of what is open. On a phone the rail is a
// sheet, and the place exists while it is open.
import { createContext, type ReactNode, use, useMemo, useState } from "react";
import { createPortal } from "react-dom";

interface RailSlotState {
  readonly place: HTMLElement | null;
  readonly setPlace: (place: HTMLElement | null) => void;
}

const RailSlotContext = createContext<RailSlotState | undefined>(undefined);

export function RailSlotProvider({ children }: { children: ReactNode }) {
  const [place, setPlace] = useState<HTMLElement | null>(null);
  const slot = useMemo(() => ({ place, setPlace }), [place]);
  return <RailSlotContext value={slot}>{children}</RailSlotContext>;
}

/** Where it is. */
export const RailSlotPlace = () => <div className="rail-slot" ref={use(RailSlotContext)?.setPlace} />;

/** Shows its children there; nothing while the rail is not on the screen. */
export function RailSlot({ children }: { children: ReactNode }) {
  const place = use(RailSlotContext)?.place;
  return place === undefined || place === null ? null : createPortal(children, place);
}
