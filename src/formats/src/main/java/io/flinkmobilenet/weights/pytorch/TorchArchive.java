package io.flinkmobilenet.weights.pytorch;

import io.flinkmobilenet.weights.MalformedWeightsException;
import io.flinkmobilenet.weights.UnsupportedWeightsException;
import io.flinkmobilenet.weights.WeightsException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The zip archive of PyTorch 1.6 and later.
 *
 * <pre>
 * NAME/data.pkl     the object that was saved, as a pickle that names storages
 * NAME/byteorder    "little" or "big"; little if it is missing
 * NAME/data/KEY     the elements of a storage
 * </pre>
 */
final class TorchArchive {
  private static final String PICKLE = "data.pkl";
  private static final int MAX_PICKLE_BYTES = 64 << 20;

  private final ZipDirectory zip;
  private final String where;
  private final String folder;

  private TorchArchive(ZipDirectory zip, String where, String folder) {
    this.zip = zip;
    this.where = where;
    this.folder = folder;
  }

  /** Reads the saved object, and the bytes of its storages into the table. */
  static Object read(ByteBuffer file, String where, StorageTable storages) throws WeightsException {
    ZipDirectory zip = new ZipDirectory(file, where);
    TorchArchive archive = new TorchArchive(zip, where, folder(zip, where));
    archive.refuseScript();
    archive.requireLittleEndian();
    Object root = archive.root(storages);
    for (Storage storage : storages.all()) {
      archive.attach(storage);
    }
    return root;
  }

  private static String folder(ZipDirectory zip, String where) throws WeightsException {
    for (String name : zip.names()) {
      if (name.equals(PICKLE) || name.endsWith("/" + PICKLE)) {
        return name.substring(0, name.length() - PICKLE.length());
      }
    }
    throw new MalformedWeightsException(
        "%s: expected an entry data.pkl, as torch.save writes it, found none in the zip archive"
            .formatted(where));
  }

  private void refuseScript() throws WeightsException {
    for (String name : zip.names()) {
      if (name.equals(folder + "constants.pkl") || name.startsWith(folder + "code/")) {
        throw new UnsupportedWeightsException(
            ("%s: expected a state dict, found a TorchScript archive, which holds a program;"
                    + " load it with torch.jit.load and save its state_dict() with torch.save")
                .formatted(where));
      }
    }
  }

  private void requireLittleEndian() throws WeightsException {
    String entry = folder + "byteorder";
    if (zip.names().contains(entry)) {
      ByteBuffer content = zip.content(entry, Integer.MAX_VALUE);
      String order =
          StandardCharsets.ISO_8859_1
              .decode(content.slice(0, Math.min(content.remaining(), 16)))
              .toString();
      if (!order.equals("little")) {
        throw new UnsupportedWeightsException(
            "%s: entry byteorder: expected little, found %s".formatted(where, printable(order)));
      }
    }
  }

  private static String printable(String text) {
    return text.matches("[a-z]+") ? text : "another text";
  }

  private Object root(StorageTable storages) throws WeightsException {
    ByteBuffer pickle = zip.content(folder + PICKLE, MAX_PICKLE_BYTES);
    return new Unpickler(new PickleInput(pickle, where + ": data.pkl"), storages).read();
  }

  private void attach(Storage storage) throws WeightsException {
    String entry = folder + "data/" + storage.key();
    if (!zip.names().contains(entry)) {
      throw new MalformedWeightsException(
          "%s: expected an entry %s for %s, found none"
              .formatted(where, ZipDirectory.printable(entry), storage));
    }
    ByteBuffer content = zip.content(entry, Integer.MAX_VALUE);
    if (content.remaining() < storage.length()) {
      throw new MalformedWeightsException(
          "%s: entry %s: expected %d bytes for %s, found %d"
              .formatted(
                  where,
                  ZipDirectory.printable(entry),
                  storage.length(),
                  storage,
                  content.remaining()));
    }
    storage.attach(content);
  }
}
