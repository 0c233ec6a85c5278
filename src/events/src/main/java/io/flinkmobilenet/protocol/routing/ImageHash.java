package io.flinkmobilenet.protocol.routing;

import io.flinkmobilenet.protocol.Share;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Two numbers from 0 to 999,999 for an image in a deployment, distributed evenly: one to choose the
 * variant, one to choose shadows. They come from the SHA-256 of the deployment's name in UTF-8, a
 * zero byte and the image's id in UTF-8: of its first eight bytes as an unsigned big-endian number,
 * and of the next eight, the remainder of the division by a million. Not thread-safe.
 */
final class ImageHash {
  private final MessageDigest sha256;
  private final byte[] prefix;
  private final byte[] digest = new byte[32];

  ImageHash(String deployment) {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
    prefix = (deployment + '\0').getBytes(StandardCharsets.UTF_8);
  }

  void compute(String imageId) {
    sha256.update(prefix);
    sha256.update(imageId.getBytes(StandardCharsets.UTF_8));
    try {
      sha256.digest(digest, 0, digest.length);
    } catch (DigestException e) {
      throw new IllegalStateException("a SHA-256 digest has 32 bytes", e);
    }
  }

  /** Returns the number by which the variant is chosen. */
  int forVariant() {
    return remainder(0);
  }

  /** Returns the number by which shadows are chosen. */
  int forShadow() {
    return remainder(Long.BYTES);
  }

  private int remainder(int offset) {
    return (int) Long.remainderUnsigned(ByteBuffer.wrap(digest).getLong(offset), Share.WHOLE);
  }
}
