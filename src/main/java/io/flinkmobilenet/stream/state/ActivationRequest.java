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
public record ActivationRequest(ModelKey key, long epoch, KeySignature signature)
    implements ModelMessage, Signed {
  private static final Comparator<ActivationRequest> ORDER =
      Comparator.comparingLong(ActivationRequest::epoch).thenComparing(ActivationRequest::key);

  /** One that is not signed. */
  public ActivationRequest(ModelKey key, long epoch) {
    this(key, epoch, null);
  }

  /** The same wish, signed. */
  public ActivationRequest sign(SigningKey publisher) {
    return with(publisher.sign(signedBytes()));
  }

  /** The same wish with a signature that was made elsewhere; not checked here. */
  public ActivationRequest with(KeySignature signed) {
    return new ActivationRequest(key, epoch, signed);
  }

  @Override
  public byte[] signedBytes() {
    return SignedBytes.of(this);
  }

  /** Whether this one counts more; of two of the same epoch the higher name does. */
  public boolean outranks(ActivationRequest other) {
    return other == null || ORDER.compare(this, other) > 0;
  }

  /** Whether both wish for the same with the same epoch, whoever signed them. */
  public boolean isOf(ActivationRequest other) {
    return other != null && ORDER.compare(this, other) == 0;
  }

  void write(DataOutputView out) throws IOException {
    key.write(out);
    out.writeLong(epoch);
    Signatures.write(out, signature);
  }

  static ActivationRequest read(DataInputView in, int version) throws IOException {
    return new ActivationRequest(ModelKey.read(in), in.readLong(), Signatures.read(in, version));
  }
}
