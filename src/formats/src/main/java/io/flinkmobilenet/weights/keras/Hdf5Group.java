package io.flinkmobilenet.weights.keras;

import io.flinkmobilenet.weights.MalformedWeightsException;
import io.flinkmobilenet.weights.UnsupportedWeightsException;
import io.flinkmobilenet.weights.WeightsException;
import io.jhdf.ObjectHeader;
import io.jhdf.object.message.DataSpaceMessage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A group of an HDF5 file: groups and datasets by name, and attributes. */
final class Hdf5Group {
  /** Keras nests a model in a model in a layer. */
  private static final int MAX_DEPTH = 32;

  private final Hdf5Storage storage;
  private final String path;
  private final int depth;
  private final String where;
  private final ObjectHeader header;
  private final Map<String, Long> links;

  Hdf5Group(Hdf5Storage storage, long address, String path, int depth, String where)
      throws WeightsException {
    this.storage = storage;
    this.path = path;
    this.depth = depth;
    this.where = where;
    header = Hdf5File.reading(where, what(), () -> ObjectHeader.readObjectHeader(storage, address));
    links =
        Hdf5File.reading(where, what(), () -> Hdf5Links.of(storage, header, where + ": " + what()));
  }

  private String what() {
    String shown = path.isEmpty() ? "/" : path;
    return "group " + (shown.length() > 120 ? shown.substring(0, 120) + "…" : shown);
  }

  /** Returns the path from the root. */
  String path() {
    return path;
  }

  Set<String> names() {
    return links.keySet();
  }

  /** Returns a text in an attribute, if there is such an attribute. */
  Optional<String> text(String attribute) throws WeightsException {
    return Hdf5File.reading(
        where, what(), () -> new Hdf5Attributes(storage, header).text(attribute));
  }

  /** Returns the texts in an attribute, if there is such an attribute. */
  Optional<List<String>> texts(String attribute) throws WeightsException {
    return Hdf5File.reading(
        where, what(), () -> new Hdf5Attributes(storage, header).texts(attribute));
  }

  /** Returns a group, if the name is that of one. */
  Optional<Hdf5Group> group(String name) throws WeightsException {
    Long address = links.get(name);
    if (address == null || isDataset(address)) {
      return Optional.empty();
    }
    return Optional.of(inner(name, address));
  }

  private Hdf5Group inner(String name, long address) throws WeightsException {
    if (depth == MAX_DEPTH) {
      throw new UnsupportedWeightsException(
          "%s: %s: expected at most %d groups in each other, found more"
              .formatted(where, what(), MAX_DEPTH));
    }
    return new Hdf5Group(storage, address, path + "/" + name, depth + 1, where);
  }

  private boolean isDataset(long address) throws WeightsException {
    return Hdf5File.reading(
        where,
        what(),
        () ->
            ObjectHeader.readObjectHeader(storage, address)
                .hasMessageOfType(DataSpaceMessage.class));
  }

  /**
   * Returns a dataset by its path from this group.
   *
   * @throws MalformedWeightsException if there is none
   */
  Hdf5Dataset dataset(String name) throws WeightsException {
    int slash = name.indexOf('/');
    if (slash == 0) {
      return dataset(name.substring(1));
    }
    if (slash > 0) {
      Optional<Hdf5Group> next = group(name.substring(0, slash));
      return next.orElseThrow(() -> missing(name)).dataset(name.substring(slash + 1));
    }
    Long address = links.get(name);
    if (address == null || !isDataset(address)) {
      throw missing(name);
    }
    String place = path + "/" + name;
    return Hdf5File.reading(
        where,
        "dataset " + place,
        () -> Hdf5Dataset.of(storage, address, where + ": dataset " + place));
  }

  private MalformedWeightsException missing(String name) {
    String brief = name.length() > 80 ? name.substring(0, 80) + "…" : name;
    return new MalformedWeightsException(
        "%s: %s: expected a dataset %s, found none".formatted(where, what(), brief));
  }
}
