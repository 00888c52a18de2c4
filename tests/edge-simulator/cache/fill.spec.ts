import { expect } from "chai";
import { Fill } from "../../../edge-simulator/cache/fill";

describe("Fill", () => {
  it("goes on until its last participant is gone", () => {
    const fill = new Fill("GET /a");
    const [one, other] = [new AbortController(), new AbortController()];
    fill.join(one.signal);
    fill.join(other.signal);
    one.abort();
    expect(fill.signal.aborted).to.equal(false);
    other.abort();
    expect(fill.signal.aborted).to.equal(true);
  });

  it("doesn't wait for a participant that was gone before", () => {
    const fill = new Fill("GET /a");
    fill.join(AbortSignal.abort());
    expect(fill.signal.aborted).to.equal(true);
  });

  it("goes on without those who left, and no longer than the others", () => {
    const fill = new Fill("GET /a");
    const [leader, follower] = [new AbortController(), new AbortController()];
    fill.join(leader.signal);
    fill.join(follower.signal);
    fill.leave(follower.signal);
    expect(fill.signal.aborted).to.equal(false);
    leader.abort();
    expect(fill.signal.aborted).to.equal(true);
  });

  it("lets go of its participants at its end", async () => {
    const fill = new Fill("GET /a");
    const viewer = new AbortController();
    fill.join(viewer.signal);
    fill.end();
    viewer.abort();
    expect(fill.signal.aborted).to.equal(false);
    expect(await fill.shared).to.equal(undefined);
  });

  it("announces once", async () => {
    const fill = new Fill("GET /a");
    fill.announce(undefined);
    fill.announce({} as never);
    expect(await fill.shared).to.equal(undefined);
  });
});
