import { expect } from "chai";
import { formatProblems } from "../../../components/shared/problems";
import {
  findDomainNameProblems,
  findEnumProblems,
  findIntegerProblems,
} from "../../../components/shared/rules";

enum Colour {
  Red = "red",
  DarkBlue = "dark-blue",
}

describe("findIntegerProblems", () => {
  const rows: [value: unknown, isRight: boolean][] = [
    [2, true],
    [3, true],
    [10, true],
    [1, false],
    [11, false],
    [2.5, false],
    [-2, false],
    [NaN, false],
    [Infinity, false],
    ["3", false],
  ];
  for (const [value, isRight] of rows) {
    it(`${isRight ? "takes" : "refuses"} ${JSON.stringify(value)} (${typeof value})`, () => {
      const problems = findIntegerProblems("a", value as number, "apples", 2, 10);
      const rule = "must be a whole number of apples from 2 to 10";
      const remedy = "Use a number in that range.";
      expect(problems).to.deep.equal(isRight ? [] : [{ path: "a", rule, value, remedy }]);
    });
  }
});

describe("findEnumProblems", () => {
  for (const value of Object.values(Colour)) {
    it(`takes ${value}`, () => expect(findEnumProblems("a", value, Colour)).to.deep.equal([]));
  }

  for (const value of ["Red", "DarkBlue", "", "blue"]) {
    it(`refuses "${value}" and names the members' values`, () => {
      expect(formatProblems("C", findEnumProblems("a", value, Colour))).to.equal(
        `C: a must be one of "red", "dark-blue", got "${value}". Use a member of the enum.`,
      );
    });
  }
});

describe("findDomainNameProblems", () => {
  const LONGEST_LABEL = "a".repeat(63);
  const names: [value: string, isRight: boolean][] = [
    ["app.example.com", true],
    ["web-1.eba-x2.eu-central-1.elasticbeanstalk.com", true],
    ["APP.Example.COM", true],
    ["_dmarc.example.com", true],
    ["1.example.com", true],
    [`${LONGEST_LABEL}.com`, true],
    [`${[LONGEST_LABEL, LONGEST_LABEL, LONGEST_LABEL].join(".")}.${"b".repeat(61)}`, true],
    [`${[LONGEST_LABEL, LONGEST_LABEL, LONGEST_LABEL].join(".")}.${"b".repeat(62)}`, false],
    [`a${LONGEST_LABEL}.com`, false],
    ["", false],
    ["localhost", false],
    ["http://app.example.com", false],
    ["app.example.com/", false],
    ["app.example.com:80", false],
    ["app.example.com.", false],
    [".example.com", false],
    ["app..example.com", false],
    ["-app.example.com", false],
    ["app-.example.com", false],
    ["app example.com", false],
    ["app.example.com\n", false],
  ];
  for (const [value, isRight] of names) {
    it(`${isRight ? "takes" : "refuses"} ${JSON.stringify(value)}`, () => {
      const remedy = "Leave out scheme, port and path: app.example.com.";
      expect(findDomainNameProblems("a", value)).to.deep.equal(
        isRight ? [] : [{ path: "a", rule: "must be a DNS name", value, remedy }],
      );
    });
  }

  for (const value of ["203.0.113.7", "2001:db8::1", "[2001:db8::1]"]) {
    it(`refuses the address ${value}`, () => {
      const rule = "must not be an IP address, which CloudFront refuses";
      const remedy = "Use a DNS name, such as the environment's CNAME.";
      const expected = [{ path: "a", rule, value, remedy }];
      expect(findDomainNameProblems("a", value)).to.deep.equal(expected);
    });
  }
});
