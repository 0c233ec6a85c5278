package io.flinkmobilenet.statedict;

import io.flinkmobilenet.architecture.Architectures;
import io.flinkmobilenet.architecture.Configuration;
import io.flinkmobilenet.format.ReadOptions.ImageSize;
import io.flinkmobilenet.weights.NamedTensors;
import io.flinkmobilenet.weights.RenamedTensors;
import io.flinkmobilenet.weights.UnsupportedWeightsException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The network of a state dict, recognised from the names and shapes of its tensors.
 *
 * @param configuration the architecture and its settings
 * @param weights the parameters of its graph, by their names in the graph
 * @param notes what was left out and assumed, one sentence each
 */
public record StateDictNetwork(
    Configuration configuration, NamedTensors weights, List<String> notes) {
  private static final int LISTED = 3;

  private static final List<Naming> NAMINGS =
      Stream.<Naming[]>of(
              MobileNetV2Names.values(),
              ResNetNames.values(),
              OwnNames.values(),
              EarlyNames.values(),
              InceptionNames.values(),
              TorchvisionNames.values(),
              TimmNames.values(),
              new Naming[] {new MobileNetV1Names()})
          .flatMap(Stream::of)
          .toList();

  /** Copies the list. */
  public StateDictNetwork {
    notes = List.copyOf(notes);
  }

  /**
   * Recognises the network whose parameters are exactly the tensors of a file; counters of training
   * do not matter.
   *
   * @param where name of the file in error messages
   * @param architecture name of the only architecture to be tried, as in {@link Architectures}
   * @param image size of the image, which no state dict states
   * @throws UnsupportedWeightsException if no network fits; the message lists those that fit best
   */
  public static StateDictNetwork recognise(
      NamedTensors tensors, String where, Optional<String> architecture, ImageSize image)
      throws UnsupportedWeightsException {
    if (architecture.isPresent() && !architectures().contains(architecture.get())) {
      throw new UnsupportedWeightsException(
          "%s: architecture: expected one of %s, found %s"
              .formatted(where, architectures(), Fit.printable(architecture.get())));
    }
    List<Fit> fits = new ArrayList<>();
    List<String> impossible = new ArrayList<>();
    for (Naming naming : NAMINGS) {
      if (architecture.isEmpty() || architecture.get().equals(naming.modelType())) {
        best(naming, new Tensors(tensors, image), impossible).ifPresent(fits::add);
      }
    }
    fits.sort(Comparator.comparingDouble(Fit::share).reversed());
    if (fits.isEmpty() || !fits.get(0).isComplete()) {
      throw refusal(tensors, where, architecture, fits, impossible);
    }
    return of(fits.get(0), tensors);
  }

  /** Returns the names of the architectures whose state dicts are recognised. */
  public static List<String> architectures() {
    return NAMINGS.stream().map(Naming::modelType).distinct().sorted().toList();
  }

  /**
   * Returns the configuration that fits best.
   *
   * @param impossible receives why a configuration that the tensors suggest is of no network
   */
  private static Optional<Fit> best(Naming naming, Tensors tensors, List<String> impossible) {
    Fit best = null;
    try {
      for (Configuration configuration : naming.configurations(tensors)) {
        Fit fit = Fit.of(naming, configuration, tensors);
        if (fit.isComplete()) {
          return Optional.of(fit);
        }
        best = best == null || fit.share() > best.share() ? fit : best;
      }
    } catch (IllegalArgumentException e) {
      impossible.add(naming.title() + ": " + Fit.printable(e.getMessage()));
    }
    return Optional.ofNullable(best);
  }

  private static StateDictNetwork of(Fit fit, NamedTensors tensors) {
    List<String> notes = new ArrayList<>();
    notes.add("The names are those of %s.".formatted(fit.naming().title()));
    if (!fit.naming().assumption().isEmpty()) {
      notes.add(fit.naming().assumption());
    }
    fit.tensors()
        .forEach(
            (parameter, name) -> {
              String usual = fit.naming().tensor(parameter);
              if (!usual.equals(name)) {
                notes.add("Tensor %s is taken for %s.".formatted(Fit.printable(name), usual));
              }
            });
    long counters = tensors.names().stream().filter(name -> name.endsWith(Fit.COUNTER)).count();
    if (counters > 0) {
      notes.add(
          "%d counters %s, which only training needs, were left out."
              .formatted(counters, Fit.COUNTER));
    }
    long heads =
        tensors.names().stream()
            .filter(fit.configuration().architecture()::trainingOnly)
            .filter(name -> !name.endsWith(Fit.COUNTER))
            .count();
    if (heads > 0) {
      notes.add("%d tensors of heads, which only training needs, were left out.".formatted(heads));
    }
    return new StateDictNetwork(
        fit.configuration(), new RenamedTensors(tensors, fit.tensors(), fit.shapes()), notes);
  }

  private static UnsupportedWeightsException refusal(
      NamedTensors tensors,
      String where,
      Optional<String> architecture,
      List<Fit> fits,
      List<String> impossible) {
    String first = tensors.names().stream().limit(LISTED).map(Fit::printable).toList().toString();
    String best =
        fits.stream()
            .filter(fit -> architecture.isPresent() || fit.share() > 0)
            .limit(LISTED)
            .map(Fit::describe)
            .collect(Collectors.joining("; "));
    String reasons = impossible.isEmpty() ? "none fits at all" : String.join("; ", impossible);
    return new UnsupportedWeightsException(
        "%s: expected the parameters of one of %s, found %d tensors, the first of them %s; %s"
            .formatted(
                where,
                architecture.map(List::of).orElse(architectures()),
                tensors.names().size(),
                first,
                best.isEmpty() ? reasons : "best fit: " + best));
  }
}
