package io.flinkmobilenet.architecture;

import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.network.TableRow;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The settings of one network. Immutable. */
public interface Configuration {
  /** Returns the architecture that the settings are for. */
  Architecture architecture();

  /** Returns the ends of the network. */
  ImageClasses image();

  /**
   * Returns the settings by name: texts, truth values, numbers, lists of whole numbers, and graphs.
   */
  Map<String, Object> settings();

  /**
   * Returns the same settings for another number of classes, if the architecture leaves it open.
   */
  Optional<Configuration> withClasses(int classes);

  /**
   * Returns the network, with an output {@code logits}, and {@code features} if it has an
   * embedding.
   *
   * @throws IllegalArgumentException if the settings describe no network, or one that is too large
   */
  Graph graph();

  /** Returns the settings that a report shows, by name. */
  default Map<String, Object> facts() {
    return settings();
  }

  /** Returns the network row by row for a report; by default each node is a row. */
  default List<TableRow> table() {
    Graph graph = graph();
    return graph.nodes().stream().skip(1).map(node -> TableRow.of(graph, node)).toList();
  }
}
