package io.flinkmobilenet.cli.model;

import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.cli.terminal.ExitCode;
import io.flinkmobilenet.cli.terminal.HelpOption;
import io.flinkmobilenet.cli.terminal.Output;
import io.flinkmobilenet.cli.terminal.OutputOptions;
import io.flinkmobilenet.kafka.KafkaNotReadyException;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.protocol.client.RefusedRequestException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Removes a model from the models topic. */
@Command(
    name = "remove",
    description = {
      "Removes a model from the models topic; the job then drops it.",
      "A model that the request in force names, or that a rollback from it needs, cannot be"
          + " removed. A removed model can be published again."
    })
public final class RemoveCommand implements Callable<Integer> {
  @Mixin private HelpOption help;
  @Mixin private OutputOptions output;
  @Mixin private ModelsTopicOptions topic;
  @Mixin private StatusTopicOption status;
  @Mixin private ModelNameOptions name;

  @Override
  public Integer call()
      throws CommandFailure, KafkaNotReadyException, RefusedRequestException, InterruptedException {
    Output out = output.open();
    ModelKey key = name.key();
    topic.registry(status.topic()).remove(key);
    if (out.json()) {
      out.json(Output.object("name", key.name(), "version", key.version(), "removed", true));
    } else {
      out.text("removed " + key);
    }
    return ExitCode.OK;
  }
}
