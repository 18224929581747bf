// The settings of a conversation where they are changed: in the side panel, or in a dialog where there is none.
import type { PersonTurn } from "@nomous/client";
import { useNow } from "../../hooks/use-timer.ts";
import { SettingsForm } from "../../late-parts.ts";
import { momentText } from "../../words/time.ts";
import type { Engines } from "../model/use-engines.ts";
import type { SettingsState } from "./use-settings.ts";

interface ChatSettingsFormProps {
  state: SettingsState;
  engines: Engines;
  /** The turn that brought those that hold. */
  from: PersonTurn | undefined;
}

export function ChatSettingsForm({ state, engines, from }: ChatSettingsFormProps) {
  const { settings, isChanged, set, reset } = state;
  const now = useNow(60_000, false);
  return (
    <SettingsForm
      settings={settings}
      engines={engines}
      onChange={set}
      onReset={isChanged ? reset : undefined}
      scope={scopeText(isChanged, from, now)}
    />
  );
}

/** From which turn on the settings hold. */
export function scopeText(isChanged: boolean, from: PersonTurn | undefined, now: number): string {
  if (isChanged) return "Changed: they hold from your next message on, on this branch";
  if (from === undefined) return "Nothing is set: the model's own choices hold";
  return `They hold since the message of ${momentText(from.at, now)}`;
}
