package io.flinkmobilenet.stream.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * Reads images from files of this machine. Symbolic links are followed within a prefix, never out
 * of it, and only regular files are opened: a pipe would not end.
 */
final class FileImages {
  private final AllowedUris allowed;

  FileImages(AllowedUris allowed) {
    this.allowed = allowed;
  }

  byte[] read(ImageUri uri, Fetch fetch) throws IOException, FetchException, InterruptedException {
    Path file;
    try {
      Path real = path(uri).toRealPath();
      if (!isAllowed(real)) {
        throw FetchException.notAllowed(
            "%s: expected a file that --image-uris allows, found a link to another one"
                .formatted(uri));
      }
      file = real;
    } catch (NoSuchFileException | InvalidPathException e) {
      throw FetchException.missing(uri + ": expected a file, found none");
    }
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw FetchException.missing(uri + ": expected a regular file");
    }
    try (SeekableByteChannel channel =
            Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
        InputStream in = Channels.newInputStream(channel)) {
      return ImageContent.read(in, channel.size(), fetch);
    }
  }

  private boolean isAllowed(Path file) throws IOException {
    for (ImageUri prefix : allowed.prefixes()) {
      if (prefix.scheme().equals("file")
          && Files.exists(path(prefix))
          && file.startsWith(path(prefix).toRealPath())) {
        return true;
      }
    }
    return false;
  }

  private static Path path(ImageUri uri) {
    return Path.of("/" + String.join("/", uri.segments()));
  }
}
