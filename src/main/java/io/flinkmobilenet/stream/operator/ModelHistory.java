package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.stream.state.ModelMessage;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * The models topic as an operator reads it by itself while it has no model.
 *
 * <p>In streaming no order is promised between two inputs, and an operator that waits for one holds
 * up the other as well. So Classify reads the history to its end before it opens.
 */
@FunctionalInterface
public interface ModelHistory extends Serializable {
  /** Begins to read. */
  Reading open();

  /** One reading of the history, from its beginning. */
  interface Reading extends AutoCloseable {
    /**
     * The next messages; none if there are none within the given time. Announcements may come
     * before chunks, and again in their place.
     */
    List<ModelMessage> next(Duration patience) throws InterruptedException;

    /** Whether all was read that there was when the reading began. */
    boolean atEnd();

    @Override
    void close();
  }
}
