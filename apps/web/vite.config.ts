import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { firstViewNames } from "./build/first-view.ts";
import { shellPlugin } from "./build/shell-plugin.ts";

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  plugins: [react(), shellPlugin()],
  worker: { format: "es" },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    manifest: true,
    target: "es2024",
    modulePreload: { polyfill: false },
    // Fonts and icons stay files: the page's policy allows no inlined ones.
    assetsInlineLimit: 0,
    // Diagrams are drawn in a page of their own, under a policy of its own.
    rolldownOptions: {
      input: ["index.html", "diagram.html"].map((page) => fileURLToPath(new URL(page, import.meta.url))),
      output: { codeSplitting: { groups: [{ name: firstViewNames() }] } },
    },
  },
});
