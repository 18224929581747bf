// Packages are installed when package-lock.json, the platform or the major of Node differ from the last time.
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fail, locked, npm, readText, root, say } from "./house.mjs";

const stamp = join(root, "node_modules", ".nomous-install");

export function installPackages() {
  if (isInstalled()) return;
  locked(() => {
    if (isInstalled()) return;
    say("installing packages (about 100 MB, 350 MB on disk)");
    if (!npm(["ci", "--prefer-offline"], root))
      fail(
        "the packages could not be installed. The network is needed once after package-lock.json changed; try again when it is there.",
      );
    writeFileSync(stamp, wanted());
  });
}

const isInstalled = () => readText(stamp) === wanted();

function wanted() {
  const lock = readText(join(root, "package-lock.json"));
  const platform = `${process.platform} ${process.arch} ${process.versions.node.split(".")[0]}`;
  return createHash("sha256").update(lock).update(platform).digest("hex");
}
