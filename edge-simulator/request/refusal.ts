/** What the edge answers by itself instead of serving. */
export type Refusal = ErrorRefusal | RedirectRefusal;

/** Turns a request away. */
export interface ErrorRefusal {
  readonly kind: "error";
  readonly status: number;
  /** What the viewer is told. */
  readonly sentence: string;
  /** What whoever runs the edge is told: why, as a sentence. */
  readonly reason: string;
  readonly closesConnection: boolean;
  /** The code of what is written as XML; everything else is a page. */
  readonly code?: SignatureErrorCode;
}

/** Sends a viewer to the same URL over https. */
export interface RedirectRefusal {
  readonly kind: "redirect";
  readonly status: 301 | 307;
  readonly location: string;
  readonly reason: string;
}

/** Why a signature lets nobody in, as seen from CloudFront (AMB-14: not documented). */
export type SignatureErrorCode =
  "MissingKey" | "InvalidKey" | "MalformedSignature" | "MalformedPolicy" | "AccessDenied";

/** A 403 after which the connection may go on. */
export function refuse(sentence: string, reason: string, code?: SignatureErrorCode): ErrorRefusal {
  return { kind: "error", status: 403, sentence, reason, closesConnection: false, code };
}
