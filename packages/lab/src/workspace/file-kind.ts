export type FileKind = "markdown" | "source" | "other";

const MARKDOWN = /\.(?:md|mdx|markdown|mdown)$/i;
const SOURCE = new RegExp(
  `\\.(?:${[
    "[cm]?[jt]sx?|vue|svelte|astro|json[c5]?|html?|css|scss|less|sql|graphql|proto|ya?ml|toml|xml|ini|cfg|conf|properties|gradle",
    "py|pyi|rb|rs|go|java|kts?|scala|clj[cs]?|ex|exs|erl|hs|ml|mli|fs|cs|vb|swift|dart|lua|php|pl|pm|r|jl|zig|nim|el|lisp",
    "c|h|cc|cpp|cxx|hpp|hh|m|mm|cu|cuh|glsl|wgsl|metal|s|asm|sh|bash|zsh|fish|ps1|bat|cmd|mk|cmake|nix|tf|hcl|bzl|dockerfile",
  ].join("|")})$`,
  "i",
);
const SOURCE_NAME =
  /(?:^|\/)(?:Dockerfile|Makefile|Justfile|Rakefile|Gemfile|Procfile|CMakeLists\.txt|\.gitignore|\.editorconfig)$/;

/** What a text file is, by its name. */
export function fileKindOf(path: string): FileKind {
  if (MARKDOWN.test(path)) return "markdown";
  return SOURCE.test(path) || SOURCE_NAME.test(path) ? "source" : "other";
}
