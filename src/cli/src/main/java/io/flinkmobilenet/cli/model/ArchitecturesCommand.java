package io.flinkmobilenet.cli.model;

import io.flinkmobilenet.architecture.Architecture;
import io.flinkmobilenet.architecture.Architectures;
import io.flinkmobilenet.architecture.Configuration;
import io.flinkmobilenet.architecture.Publication;
import io.flinkmobilenet.architecture.PublishedNetwork;
import io.flinkmobilenet.cli.terminal.ExitCode;
import io.flinkmobilenet.cli.terminal.HelpOption;
import io.flinkmobilenet.cli.terminal.Output;
import io.flinkmobilenet.cli.terminal.OutputOptions;
import io.flinkmobilenet.cli.terminal.Table;
import io.flinkmobilenet.cli.terminal.VersionOption;
import io.flinkmobilenet.graph.Graph;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the networks whose checkpoints can be read, with their sizes. */
@Command(
    name = "architectures",
    description =
        "Lists the networks whose checkpoints can be read: learned parameters (without moving"
            + " averages of batch normalisation), multiply-adds per image, the image, the paper,"
            + " and whose checkpoints have the names of the weights.")
public final class ArchitecturesCommand implements Callable<Integer> {
  private static final List<String> TITLES =
      List.of(
          "model_type",
          "network",
          "image",
          "classes",
          "parameters",
          "multiply-adds",
          "checkpoints",
          "paper");

  @Mixin private HelpOption help;
  @Mixin private VersionOption version;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    Output out = output.open();
    List<List<Object>> rows = new ArrayList<>();
    for (String name : Architectures.names()) {
      Architecture architecture = Architectures.named(name).orElseThrow();
      architecture.publication().ifPresent(it -> list(name, it, out, rows));
    }
    if (!out.json()) {
      Table.print(out, TITLES, rows);
    }
    return ExitCode.OK;
  }

  /** Prints the networks of an architecture as JSON, or adds them to the rows of the table. */
  private static void list(
      String modelType, Publication publication, Output out, List<List<Object>> rows) {
    for (PublishedNetwork network : publication.networks()) {
      Configuration configuration = network.configuration();
      Graph graph = configuration.graph();
      long parameters = PublishedNetwork.learnedParameters(graph);
      if (out.json()) {
        out.json(
            Output.object(
                "modelType", modelType,
                "network", network.name(),
                "settings", new TreeMap<>(configuration.settings()),
                "image", graph.input().toString(),
                "classes", configuration.image().classes(),
                "parameters", parameters,
                "multiplyAdds", graph.multiplyAdds(),
                "checkpoints", publication.checkpoints(),
                "paper", publication.paper(),
                "address", publication.address()));
      } else {
        rows.add(
            List.of(
                modelType,
                network.name(),
                graph.input(),
                configuration.image().classes(),
                parameters,
                graph.multiplyAdds(),
                publication.checkpoints(),
                publication.paper() + ", " + publication.address()));
      }
    }
  }
}
