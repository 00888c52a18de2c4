export {
  type Distance,
  defaultEdgeToOriginMs,
  defaultViewerToEdgeMs,
  maxDistanceMs,
  resolveDistance,
} from "./distance";
export { type Link, type LinkOptions, openLink, type Schedule } from "./link";
