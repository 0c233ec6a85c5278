package io.flinkmobilenet.model;

import io.flinkmobilenet.image.Preprocessing;
import io.flinkmobilenet.kernel.Kernels;
import io.flinkmobilenet.network.InputNormalisation;
import io.flinkmobilenet.network.MobileNetV2;
import io.flinkmobilenet.network.Network;
import io.flinkmobilenet.network.Plan;
import io.flinkmobilenet.network.Scores;
import io.flinkmobilenet.weights.NamedTensors;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * A model in its canonical form: the bytes that travel, and what they say. Immutable.
 *
 * <p>Whatever file a model comes from, its artifact is the same: see {@link CanonicalForm}. The
 * digest over the bytes therefore names the model with all that decides its predictions.
 */
public final class ModelArtifact {
  private final byte[] bytes;
  private final String digest;
  private final NamedTensors weights;
  private final MobileNetV2.Config config;
  private final Preprocessing preprocessing;
  private final List<String> labels;
  private final Scores scores;
  private final Network network;

  private ModelArtifact(byte[] bytes, CanonicalForm form, Network network) {
    this.bytes = bytes;
    this.digest = HexFormat.of().formatHex(sha256().digest(bytes));
    this.weights = form.weights();
    this.config = form.config();
    this.preprocessing = form.preprocessing();
    this.labels = form.labels();
    this.scores = form.scores();
    this.network = network;
  }

  /**
   * The artifact with the given canonical bytes, checked as if nobody had done so before.
   *
   * @param canonical not copied; must not change any more
   * @throws InvalidModelException if they are not the canonical form of a usable model
   */
  public static ModelArtifact parse(byte[] canonical) throws InvalidModelException {
    String where = "model artifact";
    CanonicalForm form = CanonicalForm.read(canonical, where);
    Network network = NetworkCheck.network(form, where);
    byte[] again = form.toBytes(network);
    if (!Arrays.equals(canonical, again)) {
      throw new InvalidModelException(
          "%s: expected canonical bytes (%d), found others (%d) from byte %d on"
              .formatted(where, again.length, canonical.length, Arrays.mismatch(canonical, again)));
    }
    return new ModelArtifact(canonical, form, network);
  }

  /**
   * The artifact of a model that was read from some file.
   *
   * @param form its weights with the names that {@link Network#parameters} gives them
   * @param where what errors call the weights' file
   * @throws InvalidModelException if the weights are not those of the network
   */
  static ModelArtifact of(CanonicalForm form, String where) throws InvalidModelException {
    return parse(form.toBytes(NetworkCheck.network(form, where)));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The canonical form; not copied, not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** SHA-256 of the bytes, 64 lower-case hexadecimal digits. */
  public String digest() {
    return digest;
  }

  /** Settings of the network. */
  public MobileNetV2.Config config() {
    return config;
  }

  /** The network as data. */
  public Network network() {
    return network;
  }

  /** What a picture goes through before the network. */
  public Preprocessing preprocessing() {
    return preprocessing;
  }

  /** Names of the classes, one for each logit. */
  public List<String> labels() {
    return labels;
  }

  /** What is made of the logits. */
  public Scores scores() {
    return scores;
  }

  /** The network's parameters. */
  public NamedTensors weights() {
    return weights;
  }

  /**
   * The network ready to run with the given kernels.
   *
   * @throws InvalidModelException if the weights cannot be compiled
   */
  public Plan compile(Kernels kernels) throws InvalidModelException {
    InputNormalisation normalisation =
        new InputNormalisation(
            preprocessing.rescaleFactor(),
            floats(preprocessing.mean()),
            floats(preprocessing.std()));
    try {
      return Plan.compile(network, weights::tensor, normalisation, scores, kernels);
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
