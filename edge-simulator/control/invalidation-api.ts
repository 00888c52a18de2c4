import { createHash } from "node:crypto";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { writeDistributionConfig, writeDocument } from "./distribution-xml";
import {
  ApiError,
  type Invalidation,
  type InvalidationBatch,
  type InvalidationBatches,
} from "./invalidation-batches";

/** A request to CloudFront's API. */
export interface ApiRequest {
  readonly method: string;
  readonly url: URL;
  readonly body: string;
}

/** An answer of CloudFront's API; its body is XML. */
export interface ApiResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What the API tells of. */
export interface ApiDistribution {
  readonly id: string;
  /** In the shape of `DistributionConfig`. */
  readonly config: object;
  readonly batches: InvalidationBatches;
}

const parser = new XMLParser({
  parseTagValue: false,
  trimValues: false,
  isArray: (name) => name === "Path",
});
const pathPattern = /^\/2020-05-31\/distribution\/([^/]+)\/(invalidation|config)(?:\/([^/]+))?$/;
const largestPage = 100;

/**
 * Answers `CreateInvalidation`, `GetInvalidation`, `ListInvalidations` and
 * `GetDistributionConfig` as CloudFront's API does (version 2020-05-31, REST and XML), so that
 * the AWS CLI works with `--endpoint-url`. Signatures aren't checked.
 */
export function answerApi(distribution: ApiDistribution, request: ApiRequest): ApiResponse {
  try {
    return answer(distribution, request);
  } catch (error) {
    if (error instanceof ApiError) {
      return describeError(error);
    }
    throw error;
  }
}

function answer(distribution: ApiDistribution, { method, url, body }: ApiRequest): ApiResponse {
  const [, distributionId, resource, invalidationId] = pathPattern.exec(url.pathname) ?? [];
  if (distributionId === undefined || (resource === "config" && invalidationId !== undefined)) {
    throw new ApiError(404, "NotSimulated", `The local edge has no ${url.pathname}.`);
  }
  if (decodeURIComponent(distributionId) !== distribution.id) {
    throw new ApiError(
      404,
      "NoSuchDistribution",
      `There is one distribution here, ${distribution.id}; not ${distributionId}.`,
    );
  }
  if (resource === "config" && method === "GET") {
    return describeConfig(distribution.config);
  }
  if (resource === "invalidation" && method === "GET") {
    return invalidationId === undefined
      ? listInvalidations(distribution.batches, url.searchParams)
      : getInvalidation(distribution.batches, invalidationId);
  }
  if (resource === "invalidation" && method === "POST" && invalidationId === undefined) {
    const invalidation = distribution.batches.create(parseBatch(body));
    const location = `${url.origin}${url.pathname}/${invalidation.id}`;
    return describeInvalidation(201, invalidation, { location });
  }
  throw new ApiError(405, "NotSimulated", `The local edge doesn't ${method} ${url.pathname}.`);
}

function describeConfig(config: object): ApiResponse {
  const body = writeDistributionConfig(config);
  const hash = createHash("sha256").update(body).digest("hex").slice(0, 13).toUpperCase();
  return { status: 200, headers: { etag: `E${hash}` }, body };
}

function getInvalidation(batches: InvalidationBatches, id: string): ApiResponse {
  const invalidation = batches.find(decodeURIComponent(id));
  if (invalidation === undefined) {
    throw new ApiError(404, "NoSuchInvalidation", `There is no invalidation ${id}.`);
  }
  return describeInvalidation(200, invalidation, {});
}

function listInvalidations(batches: InvalidationBatches, query: URLSearchParams): ApiResponse {
  const marker = query.get("Marker") ?? "";
  const maxItems = Number(query.get("MaxItems") ?? largestPage);
  if (!Number.isInteger(maxItems) || maxItems < 1) {
    throw new ApiError(400, "InvalidArgument", "MaxItems must be a whole number from 1.");
  }
  const all = batches.list();
  const start = marker === "" ? 0 : all.findIndex(({ id }) => id === marker) + 1;
  const page = all.slice(start, start + Math.min(maxItems, largestPage));
  const isTruncated = start + page.length < all.length;
  const body = writeDocument("InvalidationList", {
    Marker: marker,
    ...(isTruncated && { NextMarker: page[page.length - 1]?.id }),
    MaxItems: maxItems,
    IsTruncated: isTruncated,
    Quantity: page.length,
    Items: { InvalidationSummary: page.map(summarize) },
  });
  return { status: 200, headers: {}, body };
}

function describeInvalidation(
  status: number,
  invalidation: Invalidation,
  headers: Record<string, string>,
): ApiResponse {
  const { callerReference, paths } = invalidation;
  const body = writeDocument("Invalidation", {
    ...summarize(invalidation),
    InvalidationBatch: {
      Paths: { Quantity: paths.length, Items: { Path: paths } },
      CallerReference: callerReference,
    },
  });
  return { status, headers, body };
}

function summarize({ id, createdAtMs }: Invalidation): object {
  return { Id: id, CreateTime: new Date(createdAtMs).toISOString(), Status: "Completed" };
}

/** @throws ApiError for what isn't a batch */
function parseBatch(body: string): InvalidationBatch {
  if (body.trim() === "") {
    throw new ApiError(400, "MissingBody", "The request has no body. Send an InvalidationBatch.");
  }
  // A document type could define entities without end; no client of the API sends one.
  if (body.includes("<!DOCTYPE") || XMLValidator.validate(body) !== true) {
    throw new ApiError(400, "MalformedXML", "The body isn't well-formed XML.");
  }
  const document = parser.parse(body) as { InvalidationBatch?: BatchElement };
  const { CallerReference: callerReference, Paths } = document.InvalidationBatch ?? {};
  const paths = Paths?.Items?.Path ?? [];
  if (!callerReference || paths.length === 0) {
    throw new ApiError(
      400,
      "InvalidArgument",
      "An InvalidationBatch has a CallerReference and at least one Path.",
    );
  }
  if (Paths?.Quantity !== String(paths.length)) {
    throw new ApiError(
      400,
      "InconsistentQuantities",
      `Quantity must be the number of paths, ${paths.length}; it is ${Paths?.Quantity}.`,
    );
  }
  return { callerReference, paths };
}

/** An `InvalidationBatch` as parsed: any part of it may be missing. */
interface BatchElement {
  readonly CallerReference?: string;
  readonly Paths?: { readonly Quantity?: string; readonly Items?: { readonly Path?: string[] } };
}

function describeError({ status, code, message }: ApiError): ApiResponse {
  const error = { Type: "Sender", Code: code, Message: message };
  const body = writeDocument("ErrorResponse", { Error: error, RequestId: "local" });
  return { status, headers: {}, body };
}
