import { useState } from "react";
import { recall, remember } from "../browser-storage.ts";
import { Button } from "../ui/button.tsx";
import { usePersistence } from "./persistence.ts";

const OFFERED = "keep-offered";

/** Where something waits for the bridge: once, and only where it would change something, the browser is asked to keep it. */
export function KeepOffer() {
  const { persistence, ask } = usePersistence();
  const [wasOffered, setOffered] = useState(() => recall(localStorage, OFFERED) !== undefined);
  const end = (): void => {
    remember(localStorage, OFFERED, "yes");
    setOffered(true);
  };
  if (wasOffered || persistence !== "not-granted") return null;
  return (
    <Button
      look="quiet"
      className="wide-only"
      title="Without that, it may empty what is kept here when space runs short. Settings tells more."
      onClick={() => {
        end();
        ask();
      }}
    >
      Have the browser keep it
    </Button>
  );
}
