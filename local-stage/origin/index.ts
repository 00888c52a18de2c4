/** Runs the origin app as Beanstalk does, or checks one that already runs. */
export { checkRunningOrigin } from "./running-origin";
export { startOrigin } from "./start-origin";
export type { OriginHost, OriginProcess, StartOriginOptions } from "./start-origin";
