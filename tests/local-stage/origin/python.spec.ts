import { expect } from "chai";
import fc from "fast-check";
import { UserError } from "../../../local-stage/user-error";
import {
  choosePython,
  parsePythonVersion,
  type PythonAnswer,
} from "../../../local-stage/origin/python";

const REMEDY =
  "Install Python 3.10 or newer (Debian, Ubuntu: apt install python3 python3-venv; " +
  "macOS: brew install python) or put it first in PATH.";

describe("parsePythonVersion", () => {
  const rows: [output: string, version: string | undefined][] = [
    ["Python 3.11.7", "3.11.7"],
    ["Python 3.10.0\n", "3.10.0"],
    ["Python 3.13.0rc1", "3.13.0"],
    ["Python 2.7.18", "2.7.18"],
    ["warning: something\nPython 3.12.1", "3.12.1"],
    ["Python 3.12.4 :: Anaconda, Inc.", "3.12.4"],
    ["xcode-select: note: no developer tools were found", undefined],
    ["", undefined],
  ];
  for (const [output, version] of rows) {
    it(`reads ${JSON.stringify(output)}`, () => {
      expect(parsePythonVersion(output)).to.equal(version);
    });
  }
});

describe("choosePython", () => {
  const rows: { title: string; answers: PythonAnswer[]; chosen: string }[] = [
    {
      title: "the first that is new enough",
      answers: [
        { command: "python3", output: "Python 3.10.0" },
        { command: "python", output: "Python 3.12.0" },
      ],
      chosen: "python3",
    },
    {
      title: "the second when the first is too old",
      answers: [
        { command: "python3", output: "Python 3.9.6" },
        { command: "python", output: "Python 3.12.0" },
      ],
      chosen: "python",
    },
    {
      title: "the second when the first is missing",
      answers: [
        { command: "python3", output: undefined },
        { command: "python", output: "Python 3.11.2" },
      ],
      chosen: "python",
    },
  ];
  for (const { title, answers, chosen } of rows) {
    it(`takes ${title}`, () => {
      expect(choosePython(answers).command).to.equal(chosen);
    });
  }

  it("says that none was found, and how to get one", () => {
    const answers = [
      { command: "python3", output: undefined },
      { command: "python", output: "no version" },
    ];
    expect(() => choosePython(answers))
      .to.throw(UserError)
      .property(
        "message",
        `The origin app needs Python, and none was found (tried python3, python). ${REMEDY}`,
      );
  });

  it("names the versions that are too old", () => {
    const answers = [
      { command: "python3", output: "Python 3.9.6" },
      { command: "python", output: "Python 2.7.18" },
    ];
    expect(() => choosePython(answers))
      .to.throw(UserError)
      .property(
        "message",
        "The origin app needs Python 3.10 or newer, " +
          `and python3 is 3.9.6, python is 2.7.18. ${REMEDY}`,
      );
  });

  it("takes exactly the versions from 3.10 on", () => {
    const part = fc.nat(20);
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 4 }), part, part, (major, minor, patch) => {
        const version = `${major}.${minor}.${patch}`;
        const answers = [{ command: "python3", output: `Python ${version}` }];
        const isNewEnough = major * 100 + minor >= 310;
        if (isNewEnough) {
          expect(choosePython(answers).version).to.equal(version);
        } else {
          expect(() => choosePython(answers)).to.throw(UserError);
        }
      }),
    );
  });
});
