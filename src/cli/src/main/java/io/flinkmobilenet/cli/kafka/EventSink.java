package io.flinkmobilenet.cli.kafka;

import io.flinkmobilenet.cli.terminal.CommandFailure;
import java.io.IOException;
import org.apache.avro.specific.SpecificRecord;

/**
 * Receives the events that a command reads.
 *
 * @param <T> generated class of the events
 */
interface EventSink<T extends SpecificRecord> {
  void take(T event) throws CommandFailure, IOException;
}
