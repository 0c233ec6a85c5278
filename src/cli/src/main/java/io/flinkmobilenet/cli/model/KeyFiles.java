package io.flinkmobilenet.cli.model;

import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.protocol.signing.InvalidKeyFileException;
import io.flinkmobilenet.protocol.signing.SigningKey;
import io.flinkmobilenet.stream.config.SmallFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The two files of a key pair for signing models.
 *
 * @param privateKey PKCS #8 in PEM, accessible to its owner only
 * @param publicKey SubjectPublicKeyInfo in PEM
 */
record KeyFiles(Path privateKey, Path publicKey) {
  private static final String POSIX = "posix";

  static KeyFiles in(Path folder) {
    return new KeyFiles(folder.resolve("model-signing.key"), folder.resolve("model-signing.pub"));
  }

  /**
   * Writes both files.
   *
   * @throws CommandFailure if one of them exists already
   */
  void write(SigningKey key) throws CommandFailure, IOException {
    Files.createDirectories(privateKey.getParent());
    if (Files.exists(publicKey)) {
      throw present(publicKey, null);
    }
    create(privateKey, key.pem(), "rw-------");
    create(publicKey, key.verificationKey().pem(), "rw-r--r--");
  }

  private static void create(Path file, String text, String permissions)
      throws CommandFailure, IOException {
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains(POSIX);
    FileAttribute<?>[] attributes =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
            }
            : new FileAttribute<?>[0];
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (SeekableByteChannel channel = Files.newByteChannel(file, options, attributes)) {
      channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    } catch (FileAlreadyExistsException e) {
      throw present(file, e);
    }
  }

  private static CommandFailure present(Path file, Throwable cause) {
    return CommandFailure.input(
        "expected no file at " + file + ", found one; it was not changed", cause);
  }

  /**
   * Reads a private key.
   *
   * @throws CommandFailure if it is not a private key, or if anyone but its owner may read or write
   *     the file
   */
  static SigningKey read(Path file) throws CommandFailure {
    try {
      if (file.getFileSystem().supportedFileAttributeViews().contains(POSIX)) {
        requirePrivate(file, Files.getPosixFilePermissions(file));
      }
      return SigningKey.parse(SmallFile.read(file));
    } catch (InvalidKeyFileException e) {
      throw CommandFailure.input("key " + file + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw CommandFailure.input("key " + file + ": " + SmallFile.reason(e), e);
    }
  }

  private static void requirePrivate(Path file, Set<PosixFilePermission> found)
      throws CommandFailure {
    Set<PosixFilePermission> owner = PosixFilePermissions.fromString("rwx------");
    if (!owner.containsAll(found)) {
      throw CommandFailure.input(
          "key %s: expected a file that only its owner can access, found %s; run chmod 600 on it"
              .formatted(file, PosixFilePermissions.toString(found)),
          null);
    }
  }
}
