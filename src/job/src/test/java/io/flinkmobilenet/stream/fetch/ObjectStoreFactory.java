package io.flinkmobilenet.stream.fetch;

import java.net.URI;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystemFactory;

/** Creates {@link ObjectStore} with the server that Flink's configuration names. */
public final class ObjectStoreFactory implements FileSystemFactory {
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
}
