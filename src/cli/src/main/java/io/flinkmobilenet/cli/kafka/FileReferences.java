package io.flinkmobilenet.cli.kafka;

import io.flinkmobilenet.cli.input.ImageFile;
import io.flinkmobilenet.cli.terminal.CommandFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Says where the job finds a file: below a base, or at its own {@code file:} URI.
 *
 * @param base URI to which the names of files are added; null for {@code file:} URIs
 */
record FileReferences(String base) {
  /** Bytes that are enough to recognise an image. */
  static final int BEGINNING = 64;

  /** Reads the option {@code --uri-base}; null stands for {@code file:} URIs. */
  static FileReferences at(String base) throws CommandFailure {
    try {
      if (base != null && !new URI(base).isAbsolute()) {
        throw CommandFailure.usage("--uri-base: expected a URI with a scheme, found " + base, null);
      }
      return new FileReferences(base == null || base.endsWith("/") ? base : base + "/");
    } catch (URISyntaxException e) {
      throw CommandFailure.usage("--uri-base: expected a URI, found " + base, e);
    }
  }

  /** Returns the URI of a file; the segments of its name are percent-encoded. */
  String uri(ImageFile file) throws IOException {
    if (base == null) {
      return "file://" + file.path().toRealPath().toUri().getRawPath();
    }
    try {
      return base + new URI(null, null, "/" + file.name(), null).toASCIIString().substring(1);
    } catch (URISyntaxException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Returns the SHA-256 of a file in hexadecimal digits. */
  static String sha256(ImageFile file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(file.path()), digest)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
