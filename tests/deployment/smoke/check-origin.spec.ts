import { expect } from "chai";
import { checkOrigin } from "../../../deployment/smoke/check-origin";
import type { OriginProtection } from "../../../deployment/smoke/deployed-stage";
import { answer, REFUSED, replay, UNRESOLVED } from "../support/exchanges";

const EXCHANGES = {
  "200": answer(200),
  "403": answer(403),
  "503": answer(503),
  refused: REFUSED,
  unresolved: UNRESOLVED,
};
const NETWORK =
  'nobody but CloudFront may connect; see what differs from the program by "pulumi preview --refresh".';

/** Which exchange passes under which protection; all others fail by the rule. */
const ROWS: [protection: OriginProtection, passes: keyof typeof EXCHANGES, rule: string][] = [
  ["None", "200", "the origin must answer 200; look at the environment's health."],
  ["PrefixList", "refused", NETWORK],
  [
    "Secret",
    "403",
    "the app must answer 403 to who does not bring the secret; see what differs from the program by " +
      '"pulumi preview --refresh".',
  ],
  ["PrefixListAndSecret", "refused", NETWORK],
];

describe("checkOrigin", () => {
  for (const [protection, passes, rule] of ROWS) {
    for (const [found, exchange] of Object.entries(EXCHANGES)) {
      it(`${found === passes ? "passes" : "fails"} ${found} under ${protection}`, async () => {
        const { send, urls } = replay([exchange]);
        const check = await checkOrigin("http://web.test", protection, send);
        expect(check.verdict).to.equal(found === passes ? "pass" : "fail");
        const remark =
          found === passes
            ? `; originProtection is ${protection}`
            : `: originProtection is ${protection}, so ${rule}`;
        const text = "answer" in exchange ? `${found}, 9 ms` : exchange.failure.text;
        expect(check.detail).to.equal(`${text}${remark}`);
        expect(urls).to.deep.equal(["http://web.test/"]);
      });
    }
  }
});
