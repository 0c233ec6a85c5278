package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.protocol.ModelMessage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/** A fixed history, which fails if it must not be read. */
final class FixedHistory implements ModelHistory {
  private static final long serialVersionUID = 1;

  private final transient List<ModelMessage> messages;

  private FixedHistory(List<ModelMessage> messages) {
    this.messages = messages;
  }

  static FixedHistory of(List<ModelMessage> messages) {
    return new FixedHistory(messages);
  }

  /** Returns a history for an operator that has a model in its state. */
  static ModelHistory forbidden() {
    return () -> {
      throw new AssertionError("the history was read though there is a model in the state");
    };
  }

  @Override
  public Reading open() {
    Queue<ModelMessage> rest = new ArrayDeque<>(messages);
    return new Reading() {
      @Override
      public List<ModelMessage> next(Duration patience) throws InterruptedException {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        return rest.isEmpty() ? List.of() : List.of(rest.remove());
      }

      @Override
      public boolean atEnd() {
        return rest.isEmpty();
      }

      @Override
      public void close() {}
    };
  }
}
