import type { PersonTurn } from "@nomous/client";
import { useState } from "react";
import { SettingsForm } from "../../late-parts.ts";
import { Button } from "../../ui/button.tsx";
import { useChat } from "../use-chat.ts";
import { SettingsDialog } from "./settings-dialog.tsx";

/** The same question to another model or with other settings, as a branch beside the one that is there. */
export function AskAgainDialog({ prompt, onClose }: { prompt: PersonTurn; onClose: () => void }) {
  const { settingsOf, askAgain, engines } = useChat();
  const [settings, setSettings] = useState(() => settingsOf(prompt));
  return (
    <SettingsDialog label="Ask again with" onClose={onClose}>
      <SettingsForm
        settings={settings}
        engines={engines}
        onChange={setSettings}
        scope="The same message, as a new branch; these hold on it from there on"
      />
      <div className="row">
        <Button
          look="primary"
          onClick={() => {
            onClose();
            askAgain(prompt, settings);
          }}
        >
          Ask again as a branch
        </Button>
      </div>
    </SettingsDialog>
  );
}
