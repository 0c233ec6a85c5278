package io.flinkmobilenet.stream.state;

import java.util.List;

/**
 * An event about an image with the headers that its record gets.
 *
 * @param <T> generated class of the event
 */
public interface HeadedEvent<T> {
  /** Returns the event. */
  T event();

  /** Returns the headers, copied from the record of the image; mostly none. */
  List<CopiedHeader> headers();
}
