import { text } from "../shared/fields";

/** What a distribution, a policy or a function is for. */
export const COMMENT = text({
  matches: /^.{1,128}$/s,
  must: "must have 1 to 128 characters",
  remedy: "Shorten it, or leave it out.",
});
