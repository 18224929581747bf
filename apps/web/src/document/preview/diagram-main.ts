// What runs in the frame that draws diagrams: text in, SVG out, over one port.
import mermaid from "mermaid";
import type { DiagramReply, DiagramRequest } from "./diagram-frame.ts";

let line: Promise<void> = Promise.resolve();

addEventListener("message", ({ data, ports: [port], origin }: MessageEvent) => {
  if (data !== "draw" || port === undefined || origin !== location.origin) return;
  port.addEventListener("message", ({ data }: MessageEvent<DiagramRequest>) => {
    line = line.then(async () => port.postMessage(await draw(data)));
  });
  port.start();
  port.postMessage("ready");
});

async function draw({ ref, text, isDark }: DiagramRequest): Promise<DiagramReply> {
  try {
    mermaid.initialize({
      startOnLoad: false,
      securityLevel: "strict",
      htmlLabels: false,
      flowchart: { htmlLabels: false },
      fontFamily: "system-ui, sans-serif",
      theme: isDark ? "dark" : "neutral",
    });
    const { svg } = await mermaid.render(`diagram-${ref}`, text);
    return { ref, svg };
  } catch (error) {
    return { ref, problem: error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error) };
  }
}
