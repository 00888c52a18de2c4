import type { EdgeFunction } from "../edge-simulator";
import type { RecordedStack, RecordedValue } from "./recorded-stack";
import { findByType } from "./recorded-stack";

/**
 * The stack's own CloudFront functions as the edge simulator has them, by the ARN that behaviors
 * have for them, with what the stack itself puts into their key value stores.
 */
export function findFunctions(stack: RecordedStack): Record<string, EdgeFunction> {
  const arns = new Map(Object.entries(stack.madeUp ?? {}).map(([arn, output]) => [output, arn]));
  return Object.fromEntries(
    findByType(stack, "aws:cloudfront/function:Function").flatMap(({ name, inputs }) => {
      const arn = arns.get(`Function ${name}.arn`);
      const { code, runtime, keyValueStoreAssociations } = inputs;
      const [storeArn] = (keyValueStoreAssociations ?? []) as string[];
      const described: EdgeFunction = {
        name,
        code: String(code),
        runtime: String(runtime),
        ...(storeArn !== undefined && { keyValueStore: findItems(stack, storeArn) }),
      };
      return arn === undefined ? [] : [[arn, described]];
    }),
  );
}

function findItems(stack: RecordedStack, storeArn: string): Record<string, string> {
  const findInputs = (type: string) =>
    findByType(stack, `aws:cloudfront/${type}`)
      .map(({ inputs }) => inputs)
      .filter(({ keyValueStoreArn }) => keyValueStoreArn === storeArn);
  const items: Record<string, RecordedValue>[] = [
    ...findInputs("keyvaluestoreKey:KeyvaluestoreKey"),
    ...findInputs("keyvaluestoreKeysExclusive:KeyvaluestoreKeysExclusive").flatMap(
      ({ resourceKeyValuePairs }) =>
        (resourceKeyValuePairs ?? []) as Record<string, RecordedValue>[],
    ),
  ];
  return Object.fromEntries(items.map(({ key, value }) => [String(key), String(value)]));
}
