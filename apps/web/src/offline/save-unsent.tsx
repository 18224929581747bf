import { useState } from "react";
import { useBridge } from "../hooks/use-client.ts";
import { Button } from "../ui/button.tsx";
import { Failed, Status } from "../ui/status.tsx";
import { errorText } from "../words/error.ts";
import { plural } from "../words/numbers.ts";
import { unsentFile } from "./unsent-file.ts";

interface SaveUnsentProps {
  count: number;
  look?: "primary" | "normal";
  onSaved?: () => void;
}

/** Gives a person everything that the bridge does not have, as a file. */
export function SaveUnsent({ count, look = "normal", onSaved }: SaveUnsentProps) {
  const { client, runtime } = useBridge();
  const [saved, setSaved] = useState<string>();
  const [error, setError] = useState<string>();
  const save = async (): Promise<void> => {
    try {
      const { name, text } = unsentFile(await client.unsent(), client.outbox.current(), runtime.clock.now());
      download(name, text);
      setSaved(name);
      setError(undefined);
      onSaved?.();
    } catch (failure) {
      setError(errorText(failure));
    }
  };
  return (
    <>
      <Button look={look} onClick={() => void save()}>
        Save {plural(count, "unsent change")} as a file
      </Button>
      {saved !== undefined && (
        <output>
          <Status glyph="check" tone="ok">
            Saved as {saved}
          </Status>
        </output>
      )}
      {error !== undefined && <Failed>Could not save them: {error}</Failed>}
    </>
  );
}

function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/markdown" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
