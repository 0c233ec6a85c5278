package io.flinkmobilenet.model;

import io.flinkmobilenet.architecture.Configuration;
import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.kernel.Kernels;
import io.flinkmobilenet.network.InputNormalisation;
import io.flinkmobilenet.network.Plan;
import io.flinkmobilenet.network.Scores;
import io.flinkmobilenet.weights.ByteSegments;
import io.flinkmobilenet.weights.NamedTensors;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A model in its canonical form: the bytes that are published, and their content. Immutable.
 *
 * <p>The artifact of a model is the same for every file format it is read from; see {@link
 * CanonicalForm}. The digest of the bytes therefore identifies everything that determines the
 * model's predictions.
 */
public final class ModelArtifact {
  private final ByteSegments bytes;
  private final CanonicalForm form;
  private final String digest;
  private final Graph graph;

  private ModelArtifact(ByteSegments bytes, String digest, CanonicalForm form, Graph graph) {
    this.bytes = bytes;
    this.digest = digest;
    this.form = form;
    this.graph = graph;
  }

  /**
   * Parses canonical bytes and checks them completely, without relying on earlier checks.
   *
   * @param canonical not copied; must not change afterwards
   * @throws InvalidModelException if the bytes are not the canonical form of a usable model
   */
  public static ModelArtifact parse(byte[] canonical) throws InvalidModelException {
    ByteSegments bytes = ByteSegments.of(canonical);
    return parse(bytes, sha256(bytes), "model artifact");
  }

  /**
   * Does the same for bytes in several arrays, after checking their digest.
   *
   * @param parts the bytes in their order; not copied; must not change afterwards
   * @param digest the expected digest, 64 lower-case hexadecimal digits
   * @throws DigestMismatchException if the bytes have another digest
   */
  public static ModelArtifact parse(List<byte[]> parts, String digest)
      throws InvalidModelException {
    ByteSegments canonical = new ByteSegments(parts);
    String found = sha256(canonical);
    if (!found.equals(digest)) {
      throw new DigestMismatchException(
          "expected digest %s, found %s of %d bytes".formatted(digest, found, canonical.length()));
    }
    return parse(canonical, digest, "model artifact");
  }

  private static ModelArtifact parse(ByteSegments canonical, String digest, String where)
      throws InvalidModelException {
    CanonicalForm form = CanonicalForm.read(canonical, where);
    Graph graph = NetworkCheck.graph(form, where);
    // A header with the same places of all tensors leaves no other bytes behind it.
    byte[] beginning = form.artifact(graph).beginning();
    int mismatch = canonical.mismatch(beginning);
    if (mismatch >= 0) {
      throw new InvalidModelException(
          "%s: expected a canonical header of %d bytes, found another from byte %d on"
              .formatted(where, beginning.length, mismatch));
    }
    return new ModelArtifact(canonical, digest, form, graph);
  }

  /**
   * Creates the artifact of a model that was read from a file.
   *
   * @param form content; the weights have the names of {@link Graph#parameters}
   * @param where name of the weights file in error messages
   * @throws InvalidModelException if the weights do not belong to the network
   */
  public static ModelArtifact of(CanonicalForm form, String where) throws InvalidModelException {
    return parse(form.artifact(NetworkCheck.graph(form, where)).toBytes());
  }

  private static String sha256(ByteSegments bytes) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      bytes.addTo(digest);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Returns the canonical form; it is not copied if it is in one array, and must not change. */
  public byte[] bytes() {
    return bytes.toArray();
  }

  /** Returns the SHA-256 of the bytes, 64 lower-case hexadecimal digits. */
  public String digest() {
    return digest;
  }

  /** Returns the settings of the network. */
  public Configuration config() {
    return form.config();
  }

  /** Returns the network as data. */
  public Graph graph() {
    return graph;
  }

  /** Returns the preparation of images for the network. */
  public Preprocessing preprocessing() {
    return form.preprocessing();
  }

  /** Returns the names of the classes, one per logit. */
  public List<String> labels() {
    return form.labels();
  }

  /** Returns the function that turns logits into probabilities. */
  public Scores scores() {
    return form.scores();
  }

  /**
   * Returns where each part of the model was taken from, by name of the part; empty for a Hugging
   * Face directory that contains them all.
   */
  public Map<String, String> sources() {
    return form.sources();
  }

  /** Returns the memory of all parameters as floats, in bytes. */
  public long parameterBytes() {
    NamedTensors tensors = weights();
    return Float.BYTES
        * tensors.names().stream().mapToLong(name -> tensors.shape(name).elements()).sum();
  }

  /** Returns the parameters of the network. */
  public NamedTensors weights() {
    return form.weights();
  }

  /** Returns the golden images; empty if the model was published without any. */
  public List<GoldenImage> golden() {
    return form.golden();
  }

  /**
   * Returns the same model with golden images, which replace those that it has. Its digest is
   * another one.
   *
   * @throws InvalidModelException if there are too many images, or if one has too many bytes or
   *     another number of logits than the model has classes
   */
  public ModelArtifact withGolden(List<GoldenImage> images) throws InvalidModelException {
    GoldenImages.requireOtherNames(form.weights().names(), "model " + digest);
    return of(form.with(images), "model " + digest);
  }

  /**
   * Compiles the network for the given kernels.
   *
   * @throws InvalidModelException if the weights cannot be compiled
   */
  public Plan compile(Kernels kernels) throws InvalidModelException {
    InputNormalisation normalisation =
        new InputNormalisation(
            preprocessing().rescaleFactor(),
            floats(preprocessing().mean()),
            floats(preprocessing().std()));
    try {
      return Plan.compile(graph, weights()::tensor, normalisation, scores(), kernels);
    } catch (IllegalArgumentException e) {
      throw new InvalidModelException("model " + digest + ": " + e.getMessage(), e);
    }
  }

  private static float[] floats(List<Float> values) {
    float[] floats = new float[values.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = values.get(i);
    }
    return floats;
  }
}
