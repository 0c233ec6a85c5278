package io.flinkmobilenet.stream.state;

import io.flinkmobilenet.protocol.signing.KeySignature;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Serializes a signature for state and edges: the id of the key, then the value; a null id stands
 * for no signature.
 */
final class Signatures {
  /** The first format version with signatures. */
  private static final int SINCE = 2;

  private Signatures() {}

  static void write(DataOutputView out, KeySignature signature) throws IOException {
    Wire.writeText(out, signature == null ? null : signature.keyId());
    if (signature != null) {
      Wire.writeBytes(out, signature.value());
    }
  }

  static KeySignature read(DataInputView in, int version) throws IOException {
    String keyId = version < SINCE ? null : Wire.readText(in);
    return keyId == null ? null : new KeySignature(keyId, Wire.readBytes(in));
  }
}
