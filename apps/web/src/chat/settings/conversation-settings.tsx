// The settings of a conversation where there is no room beside it.
import { useMedia, WIDE } from "../../hooks/use-media.ts";
import { LateDialog } from "../../shell/late-dialog.tsx";
import { useChat } from "../use-chat.ts";
import { ChatSettingsForm } from "./chat-settings-form.tsx";
import { settingsTurn } from "./settings.ts";
import { SettingsDialog } from "./settings-dialog.tsx";

export function ConversationSettings() {
  const { isSettingsOpen, openSettings, settings, engines, path } = useChat();
  const isWide = useMedia(WIDE);
  if (!isSettingsOpen || isWide) return null;
  const close = (): void => openSettings(false);
  return (
    <LateDialog onClose={close}>
      <SettingsDialog label="Settings of this conversation" onClose={close}>
        <ChatSettingsForm state={settings} engines={engines} from={settingsTurn(path)} />
      </SettingsDialog>
    </LateDialog>
  );
}
