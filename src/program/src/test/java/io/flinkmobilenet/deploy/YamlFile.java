package io.flinkmobilenet.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Reads YAML files of {@code deploy/}, with anchors and merges resolved; refuses duplicate keys.
 */
final class YamlFile {
  static final Path DEPLOY = Path.of("deploy");

  private static final ObjectMapper JSON = new ObjectMapper();

  private YamlFile() {}

  /** The only document of a file, by its path in {@code deploy/}. */
  static JsonNode read(String path) throws IOException {
    List<JsonNode> documents = readAll(path);
    if (documents.size() != 1) {
      throw new IOException(path + ": expected 1 document, found " + documents.size());
    }
    return documents.get(0);
  }

  /** The documents of a file that contains several. */
  static List<JsonNode> readAll(String path) throws IOException {
    return parse(Files.readString(DEPLOY.resolve(path)));
  }

  /** The documents of a text. */
  static List<JsonNode> parse(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    List<JsonNode> documents = new ArrayList<>();
    for (Object document : new Yaml(new SafeConstructor(options)).loadAll(text)) {
      documents.add(JSON.valueToTree(document));
    }
    return documents;
  }
}
