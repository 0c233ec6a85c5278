package io.flinkmobilenet.stream.state;

import io.flinkmobilenet.model.signing.KeySignature;
import io.flinkmobilenet.model.signing.SigningKey;
import java.io.IOException;
import java.util.Comparator;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The wish to have a model in charge.
 *
 * @param key which model
 * @param epoch the highest wins
 * @param signature the publisher's; null where there is none
 */
public record Activation(ModelKey key, long epoch, KeySignature signature)
    implements ModelMessage, Signed {
  private static final Comparator<Activation> ORDER =
      Comparator.comparingLong(Activation::epoch).thenComparing(Activation::key);

  /** One that is not signed. */
  public Activation(ModelKey key, long epoch) {
    this(key, epoch, null);
  }

  /** The same wish, signed. */
  public Activation sign(SigningKey publisher) {
    return with(publisher.sign(signedBytes()));
  }

  /** The same wish with a signature that was made elsewhere; not checked here. */
  public Activation with(KeySignature signed) {
    return new Activation(key, epoch, signed);
  }

  @Override
  public byte[] signedBytes() {
    return SignedBytes.of(this);
  }

  /** Whether this one counts more; of two of the same epoch the higher name does. */
  public boolean outranks(Activation other) {
    return other == null || ORDER.compare(this, other) > 0;
  }

  /** Whether both wish for the same with the same epoch, whoever signed them. */
  public boolean isOf(Activation other) {
    return other != null && ORDER.compare(this, other) == 0;
  }

  void write(DataOutputView out) throws IOException {
    key.write(out);
    out.writeLong(epoch);
    Signatures.write(out, signature);
  }

  static Activation read(DataInputView in, int version) throws IOException {
    return new Activation(ModelKey.read(in), in.readLong(), Signatures.read(in, version));
  }
}
