package io.flinkmobilenet.stream.fetch;

import java.net.URI;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystemFactory;

/** Creates {@link ObjectStore} for buckets, with the server that Flink's configuration names. */
public class ObjectStoreFactory implements FileSystemFactory {
  private URI endpoint;

  @Override
  public String getScheme() {
    return "s3";
  }

  @Override
  public void configure(Configuration configuration) {
    endpoint =
        URI.create(
            configuration.get(ConfigOptions.key("s3.endpoint").stringType().noDefaultValue()));
  }

  @Override
  public FileSystem create(URI uri) {
    return new ObjectStore(endpoint);
  }

  /** The same for containers of accounts. */
  public static final class OfContainers extends ObjectStoreFactory {
    @Override
    public String getScheme() {
      return "abfs";
    }
  }
}
