package io.flinkmobilenet.cli.model;

import io.flinkmobilenet.cli.input.ModelSource;
import io.flinkmobilenet.cli.input.ModelSourceConverter;
import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.cli.terminal.ExitCode;
import io.flinkmobilenet.cli.terminal.HelpOption;
import io.flinkmobilenet.cli.terminal.Output;
import io.flinkmobilenet.cli.terminal.OutputOptions;
import io.flinkmobilenet.model.ModelArtifact;
import io.flinkmobilenet.stream.state.ModelKey;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts a model into the models topic. */
@Command(
    name = "publish",
    description = "Puts a model into the models topic, in chunks that Kafka's default limits hold.")
public final class PublishModelCommand implements Callable<Integer> {
  @Mixin private HelpOption help;
  @Mixin private OutputOptions output;
  @Mixin private ModelsTopicOptions topic;
  @Mixin private ModelNameOptions name;

  @Parameters(
      paramLabel = ModelSource.PARAMETER,
      converter = ModelSourceConverter.class,
      description = "Folder with a model, or one that comes with the program.")
  private ModelSource source;

  @Option(names = "--activate", description = "Put it in charge as well.")
  private boolean activate;

  @Override
  public Integer call() throws CommandFailure, IOException, InterruptedException {
    Output out = output.open();
    ModelKey key = name.key();
    ModelArtifact model = source.read();
    ModelRegistry registry = topic.open();
    registry.publish(key, model);
    Long epoch = activate ? registry.activate(key) : null;
    report(out, key, model, epoch);
    return ExitCode.OK;
  }

  private static void report(Output out, ModelKey key, ModelArtifact model, Long epoch) {
    Map<String, Object> fields =
        Output.object(
            "name", key.name(),
            "version", key.version(),
            "digest", model.digest(),
            "bytes", model.bytes().length,
            "epoch", epoch);
    if (out.json()) {
      out.json(fields);
    } else {
      out.text("published %s, digest %s".formatted(key, model.digest()));
      if (epoch != null) {
        out.text("activated with epoch " + epoch);
      }
    }
  }
}
