import { expect } from "chai";
import { UserError } from "../../../local-stage/user-error";
import { parseProcfile, readProcfile } from "../../../local-stage/origin/procfile";
import { catchError, createDirectory, removeDirectory } from "./fixtures";

describe("parseProcfile", () => {
  const rows: { title: string; text: string; web: string; others: string[] }[] = [
    { title: "one process", text: "web: gunicorn app\n", web: "gunicorn app", others: [] },
    { title: "no line end", text: "web: gunicorn app", web: "gunicorn app", others: [] },
    { title: "no space after the colon", text: "web:run", web: "run", others: [] },
    { title: "colons in the command", text: "web: a --bind :80", web: "a --bind :80", others: [] },
    { title: "Windows line ends", text: "web: a\r\nworker: b\r\n", web: "a", others: ["worker"] },
    { title: "blank lines", text: "\nweb: a  \n\n", web: "a", others: [] },
    {
      title: "web after others",
      text: "a-1: x\nb_2: y\nweb: z\n",
      web: "z",
      others: ["a-1", "b_2"],
    },
  ];
  for (const { title, text, web, others } of rows) {
    it(`reads ${title}`, () => {
      expect(parseProcfile(text, "Procfile")).to.deep.equal({ web, others });
    });
  }

  const noWeb = 'Procfile has no process "web". Add a line such as "web: gunicorn application".';
  const badRows: { title: string; text: string; message: string }[] = [
    { title: "an empty file", text: "", message: noWeb },
    { title: "no web process", text: "worker: b\n", message: noWeb },
    {
      title: "every line that is no process",
      text: "# comment\nweb: a\nmy app: b\n",
      message:
        'Procfile: line 1 must be "name: command", got "# comment".\n' +
        'Procfile: line 3 must be "name: command", got "my app: b".',
    },
    {
      title: "a web process without a command",
      text: "web:  \n",
      message: `Procfile: line 1 must be "name: command", got "web:  ".\n${noWeb}`,
    },
  ];
  for (const { title, text, message } of badRows) {
    it(`refuses ${title}`, () => {
      expect(() => parseProcfile(text, "Procfile"))
        .to.throw(UserError)
        .property("message", message);
    });
  }
});

describe("readProcfile", () => {
  it("names the file that is missing and what to put into it", async () => {
    const directory = await createDirectory({});
    const error = await catchError(readProcfile(directory));
    await removeDirectory(directory);
    expect(error).to.be.instanceOf(UserError);
    expect(error.message).to.equal(
      `${directory}/Procfile can't be read (ENOENT). It says how the app is started; ` +
        'add one with a line such as "web: gunicorn application".',
    );
  });
});
