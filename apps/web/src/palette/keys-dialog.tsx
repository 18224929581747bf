import { Dialog } from "../ui/dialog.tsx";
import { IconButton } from "../ui/button.tsx";
import { KEYS, keyText } from "../words/keys.ts";
import "./palette.css";

export function KeysDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog label="All keys" className="keys" onClose={onClose}>
      <div className="row">
        <h2 className="grow">All keys</h2>
        <IconButton glyph="close" label="Close" onClick={onClose} />
      </div>
      <table>
        <tbody>
          {Object.values(KEYS).map(({ keys, does }) => (
            <tr key={keys}>
              <th scope="row">
                <kbd>{keyText(keys)}</kbd>
              </th>
              <td>{does}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">
              <kbd>↑ ↓ Enter</kbd>
            </th>
            <td>Move in a list, open; in a plan: go to the line of the task</td>
          </tr>
          <tr>
            <th scope="row">
              <kbd>← → ↑ ↓</kbd>
            </th>
            <td>Walk through a trace, along what leads to what</td>
          </tr>
        </tbody>
      </table>
    </Dialog>
  );
}
