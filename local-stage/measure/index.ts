export { measureRoutes, type MeasureOptions, type RouteMeasurement } from "./measure-routes";
export { renderTable, type TableContent } from "./render-table";
export type { RouteFigures } from "./route-figures";
