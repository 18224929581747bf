import { useState } from "react";
import { Chooser } from "../ui/chooser.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { useFileChoices } from "./use-file-choices.tsx";

export interface FilePickerProps {
  label: string;
  only?: (path: string) => boolean;
  onPick: (path: string) => void;
  onClose: () => void;
}

/** A dialog that picks one file of the workspace. */
export function FilePicker({ label, only, onPick, onClose }: FilePickerProps) {
  const [text, setText] = useState("");
  const { choices, note } = useFileChoices(text, onPick, only);
  return (
    <Dialog label={label} onClose={onClose}>
      <Chooser label={label} placeholder={`${label}: words in its path`} text={text} onText={setText} choices={choices}>
        {note}
      </Chooser>
    </Dialog>
  );
}
