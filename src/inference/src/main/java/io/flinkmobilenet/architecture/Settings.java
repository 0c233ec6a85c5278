package io.flinkmobilenet.architecture;

import io.flinkmobilenet.graph.Graph;
import java.util.List;

/**
 * Settings by name. Every method throws {@link IllegalArgumentException} if a value is of another
 * kind; the message names the setting, what was expected and what was found.
 */
public interface Settings {
  /** Returns a text, or the given one if there is none. */
  String text(String name, String absent);

  /** Returns a truth value, or the given one if there is none. */
  boolean truth(String name, boolean absent);

  /** Returns a whole number, or the given one if there is none. */
  int integer(String name, int absent);

  /** Returns a finite number, or the given one if there is none. */
  double number(String name, double absent);

  /** Returns a list of whole numbers, or the given one if there is none. */
  List<Integer> integers(String name, List<Integer> absent);

  /** Returns a graph, which must be there. */
  Graph graph(String name);

  /** Refuses another text than the only one that is supported. */
  void requireText(String name, String only);

  /** Refuses another number than the only one that is supported. */
  void requireInteger(String name, int only);

  /** Refuses another truth value than the only one that is supported. */
  void requireTruth(String name, boolean only);
}
