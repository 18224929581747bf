import { Link, useLocation } from "wouter";
import { DOCUMENTS_ADDRESS, isOfDocuments, isOfFiles, isOfRuns, RUNS_ADDRESS } from "../address.ts";
import { Glyph, type GlyphName } from "../ui/glyph.tsx";

const TABS: readonly { name: string; glyph: GlyphName; href: string; isHere: (address: string) => boolean }[] = [
  { name: "Chat", glyph: "chat", href: "/", isHere: (address) => address === "/" || address.startsWith("/c/") },
  {
    name: "Documents",
    glyph: "file",
    href: DOCUMENTS_ADDRESS,
    isHere: (address) => isOfDocuments(address) || isOfFiles(address),
  },
  { name: "Runs", glyph: "runs", href: RUNS_ADDRESS, isHere: isOfRuns },
  { name: "Models", glyph: "model", href: "/models", isHere: (address) => address === "/models" },
];

/** On a phone: the parts of the app that exist. Files are in the rail. */
export function BottomBar() {
  const [address] = useLocation();
  return (
    <nav className="bottom" aria-label="Main">
      {TABS.map(({ name, glyph, href, isHere }) => (
        <Link key={name} href={href} aria-current={isHere(address) ? "page" : undefined}>
          <Glyph name={glyph} />
          {name}
        </Link>
      ))}
    </nav>
  );
}
