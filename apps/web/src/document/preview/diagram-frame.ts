// One hidden frame for all diagrams of the page, made when the first is drawn. Diagrams go through it one after the other. It separates
// policies and not trust: it is of the same origin, and what it draws is only ever shown as an image.

export type Drawn = { readonly svg: string } | { readonly problem: string };

/** What the page asks of the frame, and its answer to the same number. */
export interface DiagramRequest {
  readonly ref: number;
  readonly text: string;
  readonly isDark: boolean;
}
export type DiagramReply = Drawn & { readonly ref: number };

const kept = new Map<string, Drawn>();
const MOST_KEPT = 50;
const waiting = new Map<number, (drawn: Drawn) => void>();
let frame: Promise<MessagePort> | undefined;
let refs = 0;

/** Draws a Mermaid text as SVG; what was drawn before is there at once. */
export async function drawDiagram(text: string, isDark: boolean): Promise<Drawn> {
  const key = `${isDark} ${text}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const port = await (frame ??= openFrame());
  refs += 1;
  const ref = refs;
  const drawn = await new Promise<Drawn>((resolve) => {
    waiting.set(ref, resolve);
    port.postMessage({ ref, text, isDark } satisfies DiagramRequest);
  });
  const [oldest] = kept.keys();
  if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  kept.set(key, drawn);
  return drawn;
}

function openFrame(): Promise<MessagePort> {
  return new Promise((resolve) => {
    const element = document.createElement("iframe");
    element.src = "/diagram.html";
    element.title = "Draws diagrams";
    element.className = "diagram-frame";
    element.setAttribute("aria-hidden", "true");
    element.tabIndex = -1;
    element.addEventListener("load", () => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener("message", ({ data }: MessageEvent<DiagramReply | "ready">) => {
        if (data === "ready") return resolve(port1);
        waiting.get(data.ref)?.(data);
        return void waiting.delete(data.ref);
      });
      port1.start();
      element.contentWindow?.postMessage("draw", location.origin, [port2]);
    });
    document.body.append(element);
  });
}
