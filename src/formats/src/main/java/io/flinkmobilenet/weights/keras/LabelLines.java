package io.flinkmobilenet.weights.keras;

import io.flinkmobilenet.weights.MalformedWeightsException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The labels of Teachable Machine, a line each: {@code 0 first class}. */
final class LabelLines {
  private LabelLines() {}

  static List<String> parse(byte[] text, String where) throws MalformedWeightsException {
    List<String> labels = new ArrayList<>();
    for (String line : (Iterable<String>) decoded(text, where).lines()::iterator) {
      if (!line.isBlank()) {
        String number = labels.size() + " ";
        if (!line.startsWith(number)) {
          String brief = line.length() > 60 ? line.substring(0, 60) + "…" : line;
          throw new MalformedWeightsException(
              "%s: expected a line with %sand a class, found %s".formatted(where, number, brief));
        }
        labels.add(line.substring(number.length()).strip());
      }
    }
    return labels;
  }

  private static String decoded(byte[] text, String where) throws MalformedWeightsException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedWeightsException(where + ": expected text in UTF-8", e);
    }
  }
}
