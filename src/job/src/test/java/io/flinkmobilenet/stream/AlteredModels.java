package io.flinkmobilenet.stream;

import io.flinkmobilenet.model.InvalidModelException;
import io.flinkmobilenet.model.ModelArtifact;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Copies of a model with other weights in the classifier, which has 32-bit floats. */
final class AlteredModels {
  private static final Pattern TENSOR =
      Pattern.compile("\"(classifier\\.\\w+)\":\\{[^}]*\"data_offsets\":\\[(\\d+),(\\d+)]");

  private AlteredModels() {}

  /** Returns a model that takes each of two classes for the other. */
  static ModelArtifact exchanging(ModelArtifact model, int one, int other) {
    byte[] bytes = model.bytes().clone();
    int classes = model.labels().size();
    int found = 0;
    for (Matcher tensor = tensors(bytes); tensor.find(); found++) {
      int row = (end(bytes, tensor) - start(bytes, tensor)) / classes;
      for (int i = 0; i < row; i++) {
        int first = start(bytes, tensor) + one * row + i;
        int second = start(bytes, tensor) + other * row + i;
        byte value = bytes[first];
        bytes[first] = bytes[second];
        bytes[second] = value;
      }
    }
    return parsed(bytes, found);
  }

  /** Returns a model with other bytes that answers the same: one bias differs in its last bit. */
  static ModelArtifact equal(ModelArtifact model) {
    byte[] bytes = model.bytes().clone();
    int found = 0;
    for (Matcher tensor = tensors(bytes); tensor.find(); found++) {
      if (tensor.group(1).equals("classifier.bias")) {
        bytes[start(bytes, tensor)] ^= 1;
      }
    }
    return parsed(bytes, found);
  }

  private static ModelArtifact parsed(byte[] bytes, int tensors) {
    try {
      if (tensors != 2) {
        throw new AssertionError("expected weight and bias of the classifier, found " + tensors);
      }
      return ModelArtifact.parse(bytes);
    } catch (InvalidModelException e) {
      throw new AssertionError(e);
    }
  }

  private static Matcher tensors(byte[] bytes) {
    return TENSOR.matcher(
        new String(bytes, Long.BYTES, headerLength(bytes), StandardCharsets.UTF_8));
  }

  private static int headerLength(byte[] bytes) {
    return (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
  }

  private static int start(byte[] bytes, Matcher tensor) {
    return Long.BYTES + headerLength(bytes) + Integer.parseInt(tensor.group(2));
  }

  private static int end(byte[] bytes, Matcher tensor) {
    return Long.BYTES + headerLength(bytes) + Integer.parseInt(tensor.group(3));
  }
}
