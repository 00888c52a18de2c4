// eslint-disable-next-line @typescript-eslint/no-unused-vars -- CloudFront calls it
function handler(event) {
  const request = event.request;
  request.headers["x-request-id"] = { value: event.context.requestId };
  return request;
}
