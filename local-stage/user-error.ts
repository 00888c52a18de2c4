/** Something the user can put right. The message says in sentences what is wrong and what to do. */
export class UserError extends Error {
  override readonly name = "UserError";
}
