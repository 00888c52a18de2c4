import { expect } from "chai";
import { describeSecretsPolicy } from "../../../components/beanstalk-app/secret-access";

const SECRET = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:token-AbCdEf";
const PARAMETER = "arn:aws:ssm:eu-central-1:123456789012:parameter/p";
const KEY = "arn:aws:kms:eu-central-1:123456789012:key/1234abcd";

describe("describeSecretsPolicy", () => {
  const allow = (Action: string[], ...Resource: string[]) => ({
    Effect: "Allow",
    Action,
    Resource,
  });
  const secrets = (...arns: string[]) => allow(["secretsmanager:GetSecretValue"], ...arns);
  const parameters = (...arns: string[]) =>
    allow(["ssm:GetParameter", "ssm:GetParameters"], ...arns);
  const rows: [title: string, arns: string[], keys: string[], statements: object[]][] = [
    [
      "secrets, sorted and once each",
      [`${SECRET}2`, SECRET, `${SECRET}2`],
      [],
      [secrets(SECRET, `${SECRET}2`)],
    ],
    ["values of a JSON secret", [`${SECRET}:user`, `${SECRET}:password`], [], [secrets(SECRET)]],
    ["parameters", [`${PARAMETER}2`, PARAMETER], [], [parameters(PARAMETER, `${PARAMETER}2`)]],
    ["both", [PARAMETER, SECRET], [], [secrets(SECRET), parameters(PARAMETER)]],
    ["keys", [PARAMETER], [KEY], [parameters(PARAMETER), allow(["kms:Decrypt"], KEY)]],
  ];
  for (const [title, arns, keys, Statement] of rows) {
    it(`allows to use exactly these ${title}`, () => {
      const expected = { Version: "2012-10-17", Statement };
      expect(JSON.parse(describeSecretsPolicy(arns, keys))).to.deep.equal(expected);
    });
  }
});
