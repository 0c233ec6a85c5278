package io.flinkmobilenet.graph;

/** Thrown if a graph is not valid; the message names the node, what was expected and found. */
public final class InvalidGraphException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** Creates an exception with such a message. */
  public InvalidGraphException(String message) {
    super(message);
  }

  private InvalidGraphException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Returns the same refusal with the name of the node in front. */
  static InvalidGraphException at(String node, Operator operator, RuntimeException cause) {
    String kind = operator == null ? "" : " (" + operator.title() + ")";
    String brief = node.length() > 80 ? node.substring(0, 80) + "…" : node;
    return new InvalidGraphException("node " + brief + kind + ": " + cause.getMessage(), cause);
  }
}
