import type { BadInput } from "./bad-input";

/** The application, its environment and the platform. */
export const ENVIRONMENT_ROWS: BadInput[] = [
  [
    "no source",
    { source: {} },
    [
      "source must have exactly one of directory, archivePath, versionLabel and s3Bundle. " +
        "Give the application's directory, a built archive, an existing label or a bundle in S3.",
    ],
  ],
  [
    "two sources",
    { source: { versionLabel: "v1", archivePath: "app.zip" } },
    [
      'source must have exactly one of directory, archivePath, versionLabel and s3Bundle, got ["archivePath","versionLabel"]. ' +
        "Give the application's directory, a built archive, an existing label or a bundle in S3.",
    ],
  ],
  [
    "a source directory that is not there",
    { source: { directory: "no-such-app" } },
    [
      'source.directory must name an existing directory, got "no-such-app". ' +
        "Correct the path; a relative one starts at the working directory.",
    ],
  ],
  [
    "an archive that is no archive",
    { source: { archivePath: "app.tar.gz" } },
    [
      'source.archivePath must end in .zip or .war, got "app.tar.gz". ' +
        "Build the bundle as one of these.",
    ],
  ],
  [
    "a label with a slash",
    { source: { versionLabel: "release/1" } },
    [
      'source.versionLabel must have 1 to 100 characters, none of them a slash, got "release/1". ' +
        "Use the label of a version that the application has.",
    ],
  ],
  [
    "no platform",
    { solutionStackName: undefined },
    [
      "solutionStackName or platformArn or templateName must be given, and only one of the three. " +
        "Name the platform version, as a rule by its solution stack.",
    ],
  ],
  [
    "a platform and a saved configuration",
    { templateName: "blue" },
    [
      'solutionStackName or platformArn or templateName must be given, and only one of the three, got ["solutionStackName","templateName"]. ' +
        "Name the platform version, as a rule by its solution stack.",
    ],
  ],
  [
    "a platform's short name",
    { solutionStackName: "Python 3.13" },
    [
      'solutionStackName must be a platform version\'s whole name, such as "64bit Amazon Linux 2023 v4.7.2 running Python 3.13", got "Python 3.13". ' +
        "List them with: aws elasticbeanstalk list-available-solution-stacks.",
    ],
  ],
  [
    "a platform on the Amazon Linux AMI",
    { solutionStackName: "64bit Amazon Linux 2018.03 v2.12.10 running Python 3.6" },
    [
      'solutionStackName must not be on the Amazon Linux AMI, which was retired on 18 July 2022, got "64bit Amazon Linux 2018.03 v2.12.10 running Python 3.6". ' +
        "Use a platform on Amazon Linux 2023.",
    ],
  ],
  [
    "an environment's name of 3 characters",
    { environment: { name: "web" } },
    [
      'environment.name must have 4 to 40 letters, digits and hyphens, with no hyphen at either end, got "web". ' +
        "Use 4 to 40 of them, or leave it out to get a name that is made of the component's.",
    ],
  ],
  [
    "an environment's name of 41 characters",
    { environment: { name: "w".repeat(41) } },
    [
      'environment.name must have 4 to 40 letters, digits and hyphens, with no hyphen at either end, got "wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww". ' +
        "Use 4 to 40 of them, or leave it out to get a name that is made of the component's.",
    ],
  ],
  [
    "an illegal cnamePrefix",
    { environment: { cnamePrefix: "My_Shop" } },
    [
      'environment.cnamePrefix must have 4 to 63 lower-case letters, digits and hyphens, with no hyphen at either end, got "My_Shop". ' +
        "Give the first label of the DNS name alone.",
    ],
  ],
  [
    "a cnamePrefix with its domain",
    { environment: { cnamePrefix: "shop.eu-central-1.elasticbeanstalk.com" } },
    [
      'environment.cnamePrefix must have 4 to 63 lower-case letters, digits and hyphens, with no hyphen at either end, got "shop.eu-central-1.elasticbeanstalk.com". ' +
        "Give the first label of the DNS name alone.",
    ],
  ],
  [
    "a description for an existing application",
    { application: { existingName: "shop", description: "The shop." } },
    [
      "application.description must not be set together with application.existingName, which is left as it is. " +
        "Leave it out: it is set where that application is made.",
    ],
  ],
  [
    "a path as the application's name",
    { application: { name: "shop/live" } },
    [
      'application.name must have 1 to 100 characters, none of them a slash, got "shop/live". ' +
        "Use another name, or leave it out to get one that is made of the component's.",
    ],
  ],
  [
    "a lifecycle without a limit",
    { application: { versionLifecycle: {} }, retainVersions: true },
    [
      "application.versionLifecycle must have exactly one of maxCount and maxAgeDays. " +
        "Limit either the number of versions or their age.",
    ],
  ],
  [
    "a wait that is too short",
    { waitForReadyMinutes: 4 },
    [
      "waitForReadyMinutes must be a whole number of minutes from 5 to 180, got 4. " +
        "Use a number in that range.",
    ],
  ],
];
