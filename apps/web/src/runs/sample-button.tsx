import { useIsOnline } from "../hooks/use-client.ts";
import { Button } from "../ui/button.tsx";
import type { Sample } from "./use-sample.ts";

/** Writes the sample into this folder, or goes back to it. */
export function SampleButton({ sample: { isHere, open, isOpening } }: { sample: Sample }) {
  const isOnline = useIsOnline();
  return (
    <Button
      disabled={!isOnline || isOpening}
      title={isOnline ? undefined : "The bridge writes it: it is away"}
      onClick={open}
    >
      {isHere ? "Go to the sample" : "Try the sample"}
    </Button>
  );
}
