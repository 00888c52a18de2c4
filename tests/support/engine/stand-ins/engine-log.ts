import * as grpc from "@grpc/grpc-js";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";

/** The engine that runs, to which a provider can tell something beside its answers. */
export class EngineLog {
  private client: EngineClient | undefined;

  /** Turns to another engine: each run of the CLI is one. */
  attach(address: string): void {
    this.close();
    this.client = new EngineClient(address, grpc.credentials.createInsecure());
  }

  /** Shows a line beside a resource; it is gone with the next one. */
  async showStatus(urn: string, line: string): Promise<void> {
    const request = new LogRequest()
      .setSeverity(LogSeverity.INFO)
      .setUrn(urn)
      .setMessage(line)
      .setEphemeral(true);
    await new Promise<void>((resolve, reject) => {
      this.client?.log(request, (error) => (error ? reject(error) : resolve()));
    });
  }

  close(): void {
    this.client?.close();
    this.client = undefined;
  }
}
