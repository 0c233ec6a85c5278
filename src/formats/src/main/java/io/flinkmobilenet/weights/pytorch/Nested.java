package io.flinkmobilenet.weights.pytorch;

/** A container, which knows how deeply what was put into it is nested. */
interface Nested {
  /** Returns the number of containers within each other, counting this one. */
  int depth();

  /** Returns the depth of a value, 0 if it is no container. */
  static int depth(Object value) {
    return value instanceof Nested nested ? nested.depth() : 0;
  }
}
