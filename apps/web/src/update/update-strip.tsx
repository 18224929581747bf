import { Button } from "../ui/button.tsx";
import { Glyph } from "../ui/glyph.tsx";
import { useUpdate, useUpdateNews } from "./use-update.ts";

/** Offers the newer version once nothing would be lost by loading it. */
export function UpdateStrip() {
  const update = useUpdate();
  const news = useUpdateNews();
  if (news === undefined) return null;
  return (
    <output className="strip plain">
      <Glyph name="note" />
      <span>{news.text}</span>
      <span className="grow" />
      {news.offer === "load" && <Button onClick={() => update.accept()}>Load it</Button>}
      {news.offer === "leave" && <a href="/leave">Leave this version</a>}
    </output>
  );
}
