import { expect, test, vi } from "vitest";
import { pairingSecretOf, takePairingSecret } from "./pairing-link.ts";

const SECRET = "wuxKvuC5jXDtjQaRQ7pmPWdC8M5yMr4JmQwXzip2v48";

test.each([`http://127.0.0.1:4747/#pair=${SECRET}`, `  ${SECRET}\n`, `#pair=${SECRET}&x=1`])(
  "%s holds a secret",
  (text) => {
    expect(pairingSecretOf(text)).toBe(SECRET);
  },
);

test.each(["", "http://127.0.0.1:4747/", "#pair=", "#pair=a b", "<script>"])("%s holds none", (text) => {
  expect(pairingSecretOf(text)).toBeUndefined();
});

test("the secret is stripped off the address at once, whatever it is", () => {
  for (const [hash, secret] of [
    [`#pair=${SECRET}`, SECRET],
    ["#pair=broken!", undefined],
  ] as const) {
    const replaceState = vi.fn<History["replaceState"]>();
    const location = { hash, pathname: "/c/1", search: "?turn=2" } as Location;
    const history = { state: { a: 1 }, replaceState } as unknown as History;
    expect(takePairingSecret({ location, history })).toBe(secret);
    expect(replaceState).toHaveBeenCalledExactlyOnceWith({ a: 1 }, "", "/c/1?turn=2");
  }
});
