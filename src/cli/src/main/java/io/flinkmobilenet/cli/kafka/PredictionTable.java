package io.flinkmobilenet.cli.kafka;

import io.flinkmobilenet.cli.terminal.Output;
import io.flinkmobilenet.cli.terminal.Table;
import io.flinkmobilenet.event.ClassProbability;
import io.flinkmobilenet.event.ModelVersion;
import io.flinkmobilenet.event.Prediction;
import io.flinkmobilenet.event.ShadowPrediction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Prints predictions as rows. From the first prediction of a deployment on, columns of deployments
 * follow after the others.
 */
final class PredictionTable {
  private static final List<String> TITLES = List.of("image", "class", "probability", "model");
  private static final List<String> ALL =
      List.of(
          "image",
          "class",
          "probability",
          "model",
          "deployment",
          "route",
          "variant",
          "stage",
          "decision",
          "shadows");

  private final Table plain;
  private final Table deployed;
  private boolean seen;

  PredictionTable(Output output) {
    plain = Table.streaming(output, TITLES, 36, 32, 11, 20);
    deployed = Table.streaming(output, ALL, 36, 32, 11, 20, 12, 12, 8, 5, 10, 20);
  }

  void print(Prediction event) {
    seen |= event.getDeployment() != null;
    List<ClassProbability> classes = event.getClasses();
    List<Object> cells =
        new ArrayList<>(
            Arrays.asList(
                event.getImageId(),
                classes.isEmpty() ? null : Table.brief(classes.get(0).getLabel()),
                classes.isEmpty() ? null : classes.get(0).getProbability(),
                name(event.getModel())));
    if (seen) {
      cells.add(event.getDeployment());
      cells.add(event.getRoute());
      cells.add(event.getVariant());
      cells.add(event.getStage());
      cells.add(event.getDecision());
      cells.add(
          event.getShadows().stream()
              .map(PredictionTable::shadow)
              .collect(Collectors.joining(", ")));
    }
    (seen ? deployed : plain).row(cells.toArray());
  }

  private static String shadow(ShadowPrediction shadow) {
    List<ClassProbability> classes = shadow.getClasses();
    return name(shadow.getModel())
        + ": "
        + (classes.isEmpty() ? "no answer" : Table.brief(classes.get(0).getLabel()));
  }

  static String name(ModelVersion model) {
    return model.getName() + "/" + model.getVersion();
  }
}
