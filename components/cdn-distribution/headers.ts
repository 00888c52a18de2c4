import { text } from "../shared/fields";

/** A name that HTTP allows for a header; `*` is left out, since CloudFront knows no patterns. */
export const HEADER_NAME = {
  matches: /^[!#$%&'+.^_`|~\w-]{1,256}$/,
  must: "must be the name of a header",
  remedy: 'Use a name such as "Accept-Language".',
};

/** What a policy or a function is for. */
export const COMMENT = text({
  matches: /^.{1,128}$/s,
  must: "must have 1 to 128 characters",
  remedy: "Shorten it, or leave it out.",
});
