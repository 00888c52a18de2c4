import * as beanstalk from "./beanstalk";
import * as cloudfront from "./cloudfront";
import * as command from "./command";
import * as identity from "./identity";
import * as network from "./network";
import type { ResourceType } from "./resource-type";
import * as storage from "./storage";

const ALL: ResourceType[] = [beanstalk, cloudfront, command, identity, network, storage].flatMap(
  (types) => Object.values(types),
);

/** Every type that the stages make, by its token. */
export const RESOURCE_TYPES: ReadonlyMap<string, ResourceType> = new Map(
  ALL.map((type) => [type.token, type]),
);
