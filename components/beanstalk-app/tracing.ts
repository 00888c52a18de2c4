import type { OptionSetting } from "./option-setting";
import { optionsIn } from "./option-setting";
import type { BeanstalkAppSettings } from "./settings";

export function buildTracingOptions({ enableXray }: BeanstalkAppSettings): OptionSetting[] {
  return optionsIn("aws:elasticbeanstalk:xray", { XRayEnabled: enableXray });
}
