package io.flinkmobilenet.weights.pytorch;

import java.util.ArrayList;
import java.util.List;

/**
 * A list, tuple or set. Equal to itself alone, because comparing the content of nested tuples that
 * share parts can take exponential time.
 */
final class Sequence implements Nested {
  /** Kind of a sequence, in words. */
  enum Kind {
    LIST("a list"),
    TUPLE("a tuple"),
    SET("a set");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  private final Kind kind;
  private final List<Object> items;
  private int depth = 1;

  Sequence(Kind kind) {
    this(kind, List.of());
  }

  Sequence(Kind kind, List<Object> items) {
    this.kind = kind;
    this.items = new ArrayList<>(items);
    items.forEach(this::deepen);
  }

  boolean isTuple() {
    return kind == Kind.TUPLE;
  }

  List<Object> items() {
    return items;
  }

  void addAll(List<Object> more) {
    items.addAll(more);
    more.forEach(this::deepen);
  }

  private void deepen(Object item) {
    depth = Math.max(depth, 1 + Nested.depth(item));
  }

  @Override
  public int depth() {
    return depth;
  }

  @Override
  public String toString() {
    return "%s of %d values".formatted(kind.words, items.size());
  }
}
