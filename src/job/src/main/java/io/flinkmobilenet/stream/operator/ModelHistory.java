package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.protocol.ModelMessage;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * The models topic, as an operator reads it while it has no model.
 *
 * <p>In streaming there is no order between two inputs, and an operator that waits for one input
 * blocks the other as well. Therefore Classify reads the history to its end before it opens.
 */
@FunctionalInterface
public interface ModelHistory extends Serializable {
  /** Opens a reading at the beginning of the history. */
  Reading open();

  /** A reading of the history from its beginning. */
  interface Reading extends AutoCloseable {
    /**
     * Returns the next messages; none if there are none within the given time. Announcements may
     * come before chunks, and again at their own place.
     */
    List<ModelMessage> next(Duration timeout) throws InterruptedException;

    /** Returns whether everything was read that existed when the reading was opened. */
    boolean atEnd();

    @Override
    void close();
  }
}
