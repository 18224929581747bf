import { expect, test } from "vitest";
import { typeInMounts } from "./storage-directory.ts";

const MOUNTS = `22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
30 22 0:26 / /home rw,relatime shared:2 - ext4 /dev/vdb rw
31 30 0:50 / /home/ada/lab\\040books rw,relatime - nfs4 server:/books rw
32 22 0:51 / /mnt rw - tmpfs tmpfs rw
33 22 0:52 / /mnt rw master:3 - fuse.sshfs ada@server: rw
`;

test.each([
  ["/", "ext4"],
  ["/var/data", "ext4"],
  ["/home/ada/lab books/one", "nfs4"],
  ["/home/ada/lab books", "nfs4"],
  ["/home/ada/lab booksheld", "ext4"],
  ["/mnt/x", "fuse.sshfs"],
])("the file system of %s is %s", (path, type) => {
  expect(typeInMounts(MOUNTS, path)).toBe(type);
});
