package io.flinkmobilenet.cli.model;

import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.cli.terminal.ExitCode;
import io.flinkmobilenet.cli.terminal.HelpOption;
import io.flinkmobilenet.cli.terminal.Output;
import io.flinkmobilenet.cli.terminal.OutputOptions;
import io.flinkmobilenet.kafka.KafkaNotReadyException;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.protocol.client.RefusedRequestException;
import io.flinkmobilenet.protocol.signing.SigningKey;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Activates a model from the models topic. */
@Command(name = "activate", description = "Makes a published model the active one.")
public final class ActivateCommand implements Callable<Integer> {
  @Mixin private HelpOption help;
  @Mixin private OutputOptions output;
  @Mixin private ModelsTopicOptions topic;
  @Mixin private StatusTopicOption status;
  @Mixin private ModelNameOptions name;
  @Mixin private SigningOptions signing;

  @Override
  public Integer call()
      throws CommandFailure, KafkaNotReadyException, RefusedRequestException, InterruptedException {
    Output out = output.open();
    ModelKey key = name.key();
    Optional<SigningKey> publisher = signing.key();
    long epoch = topic.registry(status.topic()).activate(key, publisher);
    print(out, key, epoch);
    return ExitCode.OK;
  }

  static void print(Output out, ModelKey key, long epoch) {
    if (out.json()) {
      out.json(Output.object("name", key.name(), "version", key.version(), "epoch", epoch));
    } else {
      out.text("activated %s with epoch %d".formatted(key, epoch));
    }
  }
}
