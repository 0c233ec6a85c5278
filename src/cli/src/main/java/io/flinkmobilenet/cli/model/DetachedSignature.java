package io.flinkmobilenet.cli.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.protocol.ActivationRequest;
import io.flinkmobilenet.protocol.Manifest;
import io.flinkmobilenet.protocol.ModelContent;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.protocol.signing.KeySignature;
import io.flinkmobilenet.stream.config.SmallFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * A signature in a separate JSON file.
 *
 * @param manifest the signed manifest, with its signature
 * @param activation the signed request to activate the model, if there is one
 */
record DetachedSignature(Manifest manifest, Optional<ActivationRequest> activation) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final String FORM = "flink-mobilenet model signature 1";

  void write(Path file) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("form", FORM);
    root.put("name", manifest.key().name());
    root.put("version", manifest.key().version());
    root.put("digest", manifest.digest());
    root.put("publishedAt", Instant.ofEpochMilli(manifest.publishedAt()).toString());
    root.put("key", manifest.signature().keyId());
    root.put("signature", base64(manifest.signature()));
    activation.ifPresent(
        request -> {
          root.put("epoch", request.epoch());
          root.put("activationSignature", base64(request.signature()));
        });
    Files.writeString(file, JSON.writeValueAsString(root) + "\n");
  }

  private static String base64(KeySignature signature) {
    return Base64.getEncoder().encodeToString(signature.value());
  }

  /**
   * Reads a signature for a model.
   *
   * @throws CommandFailure if the file is not a signature or belongs to another model
   */
  static DetachedSignature read(Path file, ModelKey key, ModelContent model) throws CommandFailure {
    try {
      JsonNode root = JSON.readTree(SmallFile.read(file));
      require(FORM, root, "form");
      require(key.name(), root, "name");
      require(key.version(), root, "version");
      require(model.digest(), root, "digest");
      Instant publishedAt = Instant.parse(root.path("publishedAt").asText());
      Manifest manifest = model.announce(key, publishedAt).with(signature(root, "signature"));
      Optional<ActivationRequest> activation =
          root.path("epoch").isIntegralNumber()
              ? Optional.of(
                  new ActivationRequest(
                      key, root.path("epoch").asLong(), signature(root, "activationSignature")))
              : Optional.empty();
      return new DetachedSignature(manifest, activation);
    } catch (JsonProcessingException e) {
      throw CommandFailure.input("signature %s: expected JSON, found none".formatted(file), e);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw CommandFailure.input("signature %s: %s".formatted(file, e.getMessage()), e);
    } catch (IOException e) {
      throw CommandFailure.input("signature %s: %s".formatted(file, SmallFile.reason(e)), e);
    }
  }

  private static void require(String expected, JsonNode root, String field) {
    String found = root.path(field).asText("");
    if (!found.equals(expected)) {
      throw new IllegalArgumentException(
          "%s: expected '%s', found '%s'".formatted(field, expected, found));
    }
  }

  private static KeySignature signature(JsonNode root, String field) {
    return new KeySignature(
        root.path("key").asText(""), Base64.getDecoder().decode(root.path(field).asText("")));
  }
}
