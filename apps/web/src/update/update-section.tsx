// In the settings: which version this is, whether it opens without the bridge, why a newer one is not offered, and the way out of a broken one.
import { useIsOnline } from "../hooks/use-client.ts";
import { useReadable } from "../hooks/use-readable.ts";
import { Button } from "../ui/button.tsx";
import { Fact } from "../ui/facts.tsx";
import { LeaveNote } from "./leave-note.tsx";
import { noUpdate, statusOf } from "./update-facts.ts";
import { copyText, updateText } from "./update-words.ts";
import { useUpdate } from "./use-update.ts";

export function UpdateSection() {
  const update = useUpdate();
  const isOnline = useIsOnline();
  const facts = useReadable(update.facts) ?? noUpdate(update.build);
  return (
    <section>
      <h2>Version</h2>
      <dl>
        <Fact name="This page">
          <code>{update.build === "" ? "not built" : update.build}</code>
        </Fact>
        <Fact name="Without the bridge">{copyText(facts.copy)}</Fact>
        <Fact name="Newer version">
          {updateText(facts)}{" "}
          {statusOf(facts) === "offered" && <Button onClick={() => update.accept()}>Load it</Button>}
        </Fact>
      </dl>
      {isOnline ? (
        <LeaveNote />
      ) : (
        <p className="muted">When the bridge is here, this version can be left for its own.</p>
      )}
    </section>
  );
}
