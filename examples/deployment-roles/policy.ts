/** One statement of a policy. Its `Sid` is the row in the README that says why it is there. */
export interface Statement {
  Sid: string;
  /** Defaults to "Allow". */
  Effect?: "Allow" | "Deny";
  Action: string[];
  /** Either this or `NotResource`. */
  Resource?: string[];
  NotResource?: string[];
  Condition?: Record<string, Record<string, string | string[]>>;
}

/** The statements as the JSON that IAM takes. */
export function describePolicy(statements: Statement[]): string {
  const Statement = statements.map((statement) => ({ Effect: "Allow", ...statement }));
  return JSON.stringify({ Version: "2012-10-17", Statement });
}
