package io.flinkmobilenet.stream.fetch;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.UnsupportedFileSystemSchemeException;

/** Reads images with Flink's file systems, which have their own configuration and credentials. */
final class StoreImages {
  private StoreImages() {}

  static byte[] read(ImageUri uri, Fetch fetch)
      throws IOException, FetchException, InterruptedException {
    String path = "/" + String.join("/", uri.segments());
    String authority = uri.authority().isEmpty() ? null : uri.authority();
    try {
      Path file = new Path(uri.scheme(), authority, path);
      FileSystem files = FileSystem.get(URI.create(uri.toString()));
      FileStatus status = files.getFileStatus(file);
      if (status.isDir()) {
        throw FetchException.missing(uri + ": expected a file, found a directory");
      }
      // A store sends an object as soon as it is opened.
      ImageContent.requireNotLonger(status.getLen(), fetch);
      try (FSDataInputStream in = files.open(file)) {
        return ImageContent.read(in, status.getLen(), fetch);
      }
    } catch (FileNotFoundException e) {
      throw FetchException.missing(uri + ": expected a file, found none");
    } catch (UnsupportedFileSystemSchemeException e) {
      throw FetchException.missing(
          "%s: expected a file system of Flink for %s:, found none".formatted(uri, uri.scheme()));
    }
  }
}
