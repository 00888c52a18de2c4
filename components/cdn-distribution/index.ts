export * from "./args";
export { CdnDistribution } from "./cdn-distribution";
