package io.flinkmobilenet.stream.fetch;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.local.LocalFileSystem;

/**
 * A file system that asks a server for objects, with HEAD and GET. Like the stores that come with
 * Flink it is only found as a plug-in, and needs its own class loader.
 */
public final class ObjectStore extends LocalFileSystem {
  private final URI endpoint;

  ObjectStore(URI endpoint) {
    this.endpoint = endpoint;
  }

  @Override
  public URI getUri() {
    return URI.create("s3://bucket/");
  }

  @Override
  public FileStatus getFileStatus(Path file) throws IOException {
    HttpURLConnection connection = request("HEAD", file);
    return new Status(file, connection.getContentLengthLong());
  }

  @Override
  public FSDataInputStream open(Path file) throws IOException {
    return new Content(request("GET", file).getInputStream());
  }

  private HttpURLConnection request(String method, Path file) throws IOException {
    if (Thread.currentThread().getContextClassLoader() != ObjectStore.class.getClassLoader()) {
      throw new IllegalStateException("expected the class loader of the plug-in");
    }
    URI uri = file.toUri();
    URI at = endpoint.resolve("/" + uri.getRawAuthority() + uri.getRawPath());
    URL url = URI.create(at.toASCIIString()).toURL();
    HttpURLConnection connection = (HttpURLConnection) url.openConnection();
    connection.setRequestMethod(method);
    int status = connection.getResponseCode();
    if (status == HttpURLConnection.HTTP_NOT_FOUND) {
      throw new FileNotFoundException(uri.toString());
    }
    if (status != HttpURLConnection.HTTP_OK) {
      throw new IOException("status " + status);
    }
    return connection;
  }

  private record Status(Path path, long length) implements FileStatus {
    @Override
    public long getLen() {
      return length;
    }

    @Override
    public long getBlockSize() {
      return length;
    }

    @Override
    public short getReplication() {
      return 1;
    }

    @Override
    public long getModificationTime() {
      return 0;
    }

    @Override
    public long getAccessTime() {
      return 0;
    }

    @Override
    public boolean isDir() {
      return false;
    }

    @Override
    public Path getPath() {
      return path;
    }
  }

  private static final class Content extends FSDataInputStream {
    private final InputStream in;
    private long position;

    Content(InputStream in) {
      this.in = in;
    }

    @Override
    public void seek(long target) throws IOException {
      in.skipNBytes(target - position);
      position = target;
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int count = in.read(target, offset, length);
      position += Math.max(0, count);
      return count;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
