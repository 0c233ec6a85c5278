package io.flinkmobilenet.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinkmobilenet.protocol.signing.SigningKey;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Existing signatures must stay valid, so the signed bytes must never change. */
class SignedBytesTest {
  private static final ModelKey KEY = new ModelKey("birds", "1.0");
  private static final String DIGEST = "0123456789abcdef".repeat(4);

  @Test
  void aManifestIsSignedAsItAlwaysWas() throws Exception {
    ManifestGeometry geometry = ManifestGeometry.shortestEdge(256, 224, 200);
    Manifest manifest = new Manifest(KEY, DIGEST, 600_000, 2, geometry, 99);

    assertThat(manifest.signedBytes())
        .isEqualTo(
            fields(
                "flink-mobilenet model manifest 1",
                "birds",
                "1.0",
                DIGEST,
                600_000L,
                2L,
                256L,
                224L,
                200L,
                99L));
  }

  @Test
  void aStretchedSizeIsSignedInAFormOfItsOwn() throws Exception {
    ManifestGeometry geometry = ManifestGeometry.stretch(80, 90, 70, 60);
    Manifest manifest = new Manifest(KEY, DIGEST, 600_000, 2, geometry, 99);

    assertThat(manifest.signedBytes())
        .isEqualTo(
            fields(
                "flink-mobilenet model manifest 2",
                "birds",
                "1.0",
                DIGEST,
                600_000L,
                2L,
                80L,
                90L,
                70L,
                60L,
                99L));
  }

  @Test
  void aFilterIsSignedInAFormOfItsOwn() throws Exception {
    ManifestGeometry stretch = ManifestGeometry.stretch(80, 90, 70, 60).withResample(3);
    ManifestGeometry keep = ManifestGeometry.shortestEdge(256, 224, 200).withResample(0);
    String form = "flink-mobilenet model manifest 3";

    assertThat(new Manifest(KEY, DIGEST, 600_000, 2, stretch, 99).signedBytes())
        .isEqualTo(
            fields(form, "birds", "1.0", DIGEST, 600_000L, 2L, 1L, 80L, 90L, 3L, 70L, 60L, 99L));
    assertThat(new Manifest(KEY, DIGEST, 600_000, 2, keep, 99).signedBytes())
        .isEqualTo(
            fields(
                form, "birds", "1.0", DIGEST, 600_000L, 2L, 0L, 256L, 256L, 0L, 224L, 200L, 99L));
  }

  @Test
  void aGeometryWithoutResizeOrCropIsSignedInAFormOfItsOwn() throws Exception {
    ManifestGeometry unresized = ManifestGeometry.withoutResize(70, 60);
    ManifestGeometry uncropped =
        ManifestGeometry.shortestEdge(70, 70, 70).withResample(3).withoutCrop();
    String form = "flink-mobilenet model manifest 4";

    assertThat(new Manifest(KEY, DIGEST, 5, 1, unresized, 99).signedBytes())
        .isEqualTo(fields(form, "birds", "1.0", DIGEST, 5L, 1L, 2L, 0L, 0L, 2L, 0L, 70L, 60L, 99L));
    assertThat(new Manifest(KEY, DIGEST, 5, 1, unresized.withoutCrop(), 99).signedBytes())
        .isEqualTo(fields(form, "birds", "1.0", DIGEST, 5L, 1L, 2L, 0L, 0L, 2L, 1L, 70L, 60L, 99L));
    assertThat(new Manifest(KEY, DIGEST, 5, 1, uncropped, 99).signedBytes())
        .isEqualTo(
            fields(form, "birds", "1.0", DIGEST, 5L, 1L, 0L, 70L, 70L, 3L, 1L, 70L, 70L, 99L));
  }

  @Test
  void anActivationIsSignedAsItAlwaysWas() throws Exception {
    assertThat(new ActivationRequest(KEY, 7).signedBytes())
        .isEqualTo(fields("flink-mobilenet model activation 1", "birds", "1.0", 7L));
  }

  /** The digest was computed from the description of the bytes by a program in another language. */
  @Test
  void aDeploymentWithEveryPartIsSignedAsItAlwaysWas() throws Exception {
    byte[] bytes = SampleDeployments.full(12).signedBytes();

    assertThat(bytes).hasSize(858);
    assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)))
        .isEqualTo("1615b91251b789339c77ac13e50790ed33001fe7cc8331cd8a0526a324294c18");
    byte[] signed = SampleDeployments.full(12).sign(SigningKey.generate()).signedBytes();
    assertThat(signed).isEqualTo(bytes);
  }

  @Test
  void aDeploymentWithoutAPlanIsSignedAsItAlwaysWas() throws Exception {
    Deployment deployment = SampleDeployments.of("berlin", 7, KEY);
    assertThat(deployment.signedBytes())
        .isEqualTo(
            fields(
                "flink-mobilenet model deployment 1",
                "berlin",
                7L,
                1L,
                "all",
                0L,
                1L,
                "stable",
                1_000_000L,
                1L,
                "birds",
                "1.0",
                0L,
                0L,
                0L,
                0L,
                0L,
                0L));
  }

  private static byte[] fields(Object... fields) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    for (Object field : fields) {
      if (field instanceof Long number) {
        out.writeLong(number);
      } else {
        byte[] text = ((String) field).getBytes(StandardCharsets.UTF_8);
        out.writeInt(text.length);
        out.write(text);
      }
    }
    return bytes.toByteArray();
  }
}
