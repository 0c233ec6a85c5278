package io.flinkmobilenet.weights.pytorch;

import io.flinkmobilenet.weights.MalformedWeightsException;
import io.flinkmobilenet.weights.UnsupportedWeightsException;
import io.flinkmobilenet.weights.WeightsException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The file of PyTorch before 1.6: pickles and storages, one after another.
 *
 * <pre>
 * magic number | protocol version 1001 | system | saved object | list of storage keys     (pickles)
 * then for each key: number of elements, 8 bytes little-endian | elements
 * </pre>
 */
final class LegacyFile {
  private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
  private static final long PROTOCOL = 1001;

  /** A pickle of protocol 2 or later that begins with a number of 10 bytes, the magic number. */
  private static final byte[] BEGINNING = {
    (byte) 0x8a,
    0x0a,
    0x6c,
    (byte) 0xfc,
    (byte) 0x9c,
    0x46,
    (byte) 0xf9,
    0x20,
    0x6a,
    (byte) 0xa8,
    0x50,
    0x19
  };

  private static final int TAR_MAGIC_AT = 257;
  private static final String TAR_MAGIC = "ustar";

  private final ByteBuffer file;
  private final String where;

  private LegacyFile(ByteBuffer file, String where) {
    this.file = file.slice().order(ByteOrder.LITTLE_ENDIAN);
    this.where = where;
  }

  /** Returns whether the first bytes of a file are a pickle of the magic number. */
  static boolean recognises(byte[] beginning) {
    if (beginning.length < 2 + BEGINNING.length || (beginning[0] & 0xFF) != 0x80) {
      return false;
    }
    for (int i = 0; i < BEGINNING.length; i++) {
      if (beginning[2 + i] != BEGINNING[i]) {
        return false;
      }
    }
    return true;
  }

  /** Reads the saved object, and the bytes of its storages into the table. */
  static Object read(ByteBuffer file, String where, StorageTable storages) throws WeightsException {
    LegacyFile legacy = new LegacyFile(file, where);
    legacy.refuseTar();
    legacy.readBeginning();
    Object root = legacy.pickle("object", storages);
    Object keys = legacy.pickle("list of storages", new StorageTable());
    legacy.attach(keys, storages);
    return root;
  }

  private void refuseTar() throws WeightsException {
    int end = TAR_MAGIC_AT + TAR_MAGIC.length();
    if (file.limit() >= end
        && StandardCharsets.ISO_8859_1
            .decode(file.slice(TAR_MAGIC_AT, TAR_MAGIC.length()))
            .toString()
            .equals(TAR_MAGIC)) {
      throw new UnsupportedWeightsException(
          ("%s: expected a file of PyTorch 0.2 or later, found a tar archive, which older ones"
                  + " wrote; load it with PyTorch and save its state dict with torch.save")
              .formatted(where));
    }
  }

  private void readBeginning() throws WeightsException {
    Object magic = pickle("magic number", new StorageTable());
    if (!MAGIC.equals(magic)) {
      throw new MalformedWeightsException(
          "%s: expected the magic number of torch.save, found a pickle of %s"
              .formatted(where, TensorCalls.describe(magic)));
    }
    Object protocol = pickle("protocol version", new StorageTable());
    if (!Long.valueOf(PROTOCOL).equals(protocol)) {
      throw new UnsupportedWeightsException(
          "%s: expected protocol version 1001, found %s"
              .formatted(
                  where, protocol instanceof Number ? protocol : TensorCalls.describe(protocol)));
    }
    Object system = pickle("system", new StorageTable());
    if (system instanceof Dictionary facts
        && Boolean.FALSE.equals(facts.entries().get("little_endian"))) {
      throw new UnsupportedWeightsException(
          where + ": expected little-endian elements, found those of a big-endian machine");
    }
  }

  private Object pickle(String what, StorageTable storages) throws WeightsException {
    return new Unpickler(new PickleInput(file, where + ": " + what), storages).read();
  }

  private void attach(Object keys, StorageTable storages) throws WeightsException {
    if (!(keys instanceof Sequence sequence)) {
      throw new MalformedWeightsException(
          "%s: expected the list of storages, found %s"
              .formatted(where, TensorCalls.describe(keys)));
    }
    PickleInput data = new PickleInput(file, where + ": storages");
    for (Object key : sequence.items()) {
      Storage storage = key instanceof String name ? storages.get(name) : null;
      if (storage == null || storage.isAttached()) {
        throw data.malformed("the key of each storage once", "another one");
      }
      long elements = data.signedLong();
      if (elements != storage.elements()) {
        throw data.malformed(storage.toString(), elements + " elements");
      }
      storage.attach(data.take(storage.length()));
    }
    for (Storage storage : storages.all()) {
      if (!storage.isAttached()) {
        throw data.malformed("the elements of " + storage, "none");
      }
    }
  }
}
