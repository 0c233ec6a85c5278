package io.flinkmobilenet.cli.deployment;

import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.protocol.Deployment;
import io.flinkmobilenet.protocol.Guard;
import io.flinkmobilenet.protocol.Rollout;
import io.flinkmobilenet.protocol.Route;
import io.flinkmobilenet.stream.config.SmallFile;
import io.flinkmobilenet.stream.file.YamlTree;
import io.flinkmobilenet.stream.file.YamlValue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads deployments from YAML. The file says nothing of epochs and signatures. */
public final class DeploymentFile {
  private DeploymentFile() {}

  /**
   * Reads a deployment with epoch 0 from a file.
   *
   * @param name name of the deployment; if empty, the file must have one
   * @throws CommandFailure if the file cannot be read, or a value in it cannot be used
   */
  public static Deployment read(Path file, Optional<String> name) throws CommandFailure {
    try {
      return read(SmallFile.read(file), name);
    } catch (IOException e) {
      throw CommandFailure.input("deployment %s: %s".formatted(file, SmallFile.reason(e)), e);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.input("deployment %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  /**
   * Reads a deployment with epoch 0.
   *
   * @param name name of the deployment; if empty, the text must have one
   * @throws IllegalArgumentException if a value cannot be used; the message begins with its line
   *     and its path
   */
  public static Deployment read(String yaml, Optional<String> name) {
    YamlValue document = YamlTree.read(yaml);
    YamlFields fields = YamlFields.of(document, "name", "routes", "rollout");
    String called = name.orElseGet(() -> fields.required("name").text("a name"));
    YamlValue routes = fields.required("routes");
    Optional<Rollout> plan =
        fields.optional("rollout").map(rollout -> RolloutReader.read(rollout, onlyRoute(routes)));
    OptionalInt canary =
        plan.map(rollout -> OptionalInt.of(rollout.share(rollout.firstStep())))
            .orElse(OptionalInt.empty());
    List<Route> read = RouteReader.read(routes, plan.map(Rollout::route).orElse(null), canary);
    return document.make(() -> new Deployment(called, 0, read, plan.orElse(null), null, null));
  }

  private static Optional<String> onlyRoute(YamlValue routes) {
    List<YamlValue> list = routes.list("a list of routes");
    if (list.size() != 1) {
      return Optional.empty();
    }
    Optional<YamlValue> name =
        Optional.ofNullable(list.get(0).map("the fields of a route").get("name"));
    return Optional.of(name.map(text -> text.text("a name")).orElse(RouteReader.ONLY));
  }

  /**
   * Reads a guard as it is in a file, for example {@code error: {attribute: truth, above: 2%,
   * sample: 200, confidence: 99%}}.
   *
   * @throws IllegalArgumentException if it cannot be used
   */
  public static Guard guard(String yaml) {
    return RolloutReader.guard(YamlTree.read(yaml));
  }
}
