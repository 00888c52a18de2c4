/** Ends something. */
type Closer = () => Promise<unknown>;

/** Takes what ends something that was just started. */
export type CloseLater = (close: Closer) => void;

/** Opens something, hands it to `use`, and ends all of it afterwards, the newest first, come what may. */
export async function withClosers<Opened>(
  open: (closeLater: CloseLater) => Promise<Opened>,
  use: (opened: Opened) => Promise<void>,
): Promise<void> {
  const closers: Closer[] = [];
  try {
    await use(await open((close) => closers.push(close)));
  } finally {
    for (const close of closers.reverse()) {
      await close();
    }
  }
}
