/** A name that HTTP allows for a header; `*` is left out, since CloudFront knows no patterns. */
export const HEADER_NAME = {
  matches: /^[!#$%&'+.^_`|~\w-]{1,256}$/,
  must: "must be the name of a header",
  remedy: 'Use a name such as "Accept-Language".',
};
