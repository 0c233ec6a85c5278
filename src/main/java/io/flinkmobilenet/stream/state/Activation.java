package io.flinkmobilenet.stream.state;

import java.io.IOException;
import java.util.Comparator;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The wish to have a model in charge.
 *
 * @param key which model
 * @param epoch the highest wins
 */
public record Activation(ModelKey key, long epoch) implements ModelMessage {
  private static final Comparator<Activation> ORDER =
      Comparator.comparingLong(Activation::epoch).thenComparing(Activation::key);

  /** Whether this one counts more; of two of the same epoch the higher name does. */
  public boolean outranks(Activation other) {
    return other == null || ORDER.compare(this, other) > 0;
  }

  void write(DataOutputView out) throws IOException {
    key.write(out);
    out.writeLong(epoch);
  }

  static Activation read(DataInputView in) throws IOException {
    return new Activation(ModelKey.read(in), in.readLong());
  }
}
