package io.flinkmobilenet.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Chooses of many inputs those worth keeping: the shortest of each outcome, the slowest, those that
 * take most memory.
 */
final class CorpusChoice {
  private static final int OUTCOMES = 250;
  private static final int EXTREMES = 3;

  private final Trial trial;
  private final List<Entry> entries = new ArrayList<>();

  private record Entry(Path file, int length, Trial.Result result) {}

  CorpusChoice(Trial trial) {
    this.trial = trial;
  }

  /** Looks at every file in a folder; twice, since what is run first is slow. */
  void look(Path folder) throws Exception {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        byte[] input = Files.readAllBytes(file);
        try {
          trial.run(input);
          entries.add(new Entry(file, input.length, trial.run(input)));
        } catch (AssertionError | RuntimeException e) {
          throw new AssertionError("finding: " + file, e);
        }
      }
    }
  }

  /** How many inputs were looked at. */
  int size() {
    return entries.size();
  }

  /** How many outcomes they have. */
  long outcomes() {
    return entries.stream().map(entry -> entry.result().outcome()).distinct().count();
  }

  /** The most that an input took. */
  Trial.Result most() {
    long nanos = entries.stream().mapToLong(entry -> entry.result().nanos()).max().orElse(0);
    long bytes = entries.stream().mapToLong(entry -> entry.result().allocated()).max().orElse(0);
    return new Trial.Result("the most", nanos, bytes);
  }

  /** Leaves a folder with the inputs chosen, and nothing else in it. */
  void keep(Path folder) throws IOException {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    for (Entry entry : chosen()) {
      contents.put(entry.file().getFileName().toString(), Files.readAllBytes(entry.file()));
    }
    Files.createDirectories(folder);
    try (Stream<Path> old = Files.list(folder)) {
      for (Path file : old.toList()) {
        Files.delete(file);
      }
    }
    for (Map.Entry<String, byte[]> content : contents.entrySet()) {
      Files.write(folder.resolve(content.getKey()), content.getValue());
    }
  }

  private Set<Entry> chosen() {
    Map<String, Entry> shortest = new LinkedHashMap<>();
    entries.stream()
        .sorted(Comparator.comparingInt(Entry::length).thenComparing(Entry::file))
        .forEach(entry -> shortest.putIfAbsent(entry.result().outcome(), entry));
    Set<Entry> chosen = new LinkedHashSet<>();
    shortest.values().stream().limit(OUTCOMES).forEach(chosen::add);
    most(Comparator.comparingLong(entry -> entry.result().nanos())).forEach(chosen::add);
    most(Comparator.comparingLong(entry -> entry.result().allocated())).forEach(chosen::add);
    return chosen;
  }

  private Stream<Entry> most(Comparator<Entry> order) {
    return entries.stream().sorted(order.reversed()).limit(EXTREMES);
  }
}
