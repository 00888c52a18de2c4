import type { Place } from "./place";
import { PROJECT } from "./place";
import type { Statement } from "./policy";

/** What `pulumi preview` of any stage needs: its state, and the answers that its program asks for. */
export function listPreviewStatements({ bucketArn, keyArn }: Place): Statement[] {
  return [
    { Sid: "ListState", Action: ["s3:ListBucket"], Resource: [bucketArn] },
    {
      Sid: "ReadState",
      Action: ["s3:GetObject"],
      Resource: [`${bucketArn}/.pulumi/meta.yaml`, `${bucketArn}/.pulumi/stacks/${PROJECT}/*`],
    },
    { Sid: "DecryptSecrets", Action: ["kms:Decrypt"], Resource: [keyArn] },
    {
      Sid: "LookUp",
      Action: [
        "ec2:DescribeAvailabilityZones",
        "ec2:DescribeManagedPrefixLists",
        "ec2:GetManagedPrefixListEntries",
        "elasticbeanstalk:ListAvailableSolutionStacks",
      ],
      // None of these knows resources.
      Resource: ["*"],
    },
  ];
}
