package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.protocol.Manifest;
import io.flinkmobilenet.protocol.Shadow;
import io.flinkmobilenet.protocol.routing.Routed;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Tells apart what an answer depends on besides the image: the request in force with its epoch, its
 * models and the step of its plan, the way of the image through it, and the settings of the job.
 * Answers are equal for equal images only if all of this is.
 */
final class AnswerBasis {
  private static final HexFormat HEX = HexFormat.of();

  private final MessageDigest sha256;
  private final String settings;
  private ActiveDeployment latest;
  private byte[] digestOfLatest;

  AnswerBasis(ClassifySettings settings, MessageDigest sha256) {
    this.sha256 = sha256;
    this.settings =
        "%d %s %s %s"
            .formatted(
                settings.topK(), settings.embedding(), settings.decode(), settings.imageLimits());
  }

  /** Returns a digest of 64 hexadecimal digits. */
  String of(ActiveDeployment deployment, Routed routed) {
    if (deployment != latest) {
      digestOfLatest = digest(deployment);
      latest = deployment;
    }
    sha256.update(digestOfLatest);
    add("step " + deployment.router().step());
    add(routed.route().name());
    add(routed.variant().name());
    for (Shadow shadow : routed.shadows()) {
      add(shadow.model().toString());
    }
    return HEX.formatHex(sha256.digest());
  }

  private byte[] digest(ActiveDeployment deployment) {
    add(settings);
    sha256.update(deployment.request().signedBytes());
    for (Manifest manifest : deployment.inForce().manifests()) {
      add(manifest.key().toString());
      add(manifest.digest());
    }
    return sha256.digest();
  }

  /** Adds a text and its end, so that two texts are not taken for one. */
  private void add(String text) {
    sha256.update(text.getBytes(StandardCharsets.UTF_8));
    sha256.update((byte) 0);
  }
}
