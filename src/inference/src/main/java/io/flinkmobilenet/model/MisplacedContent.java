package io.flinkmobilenet.model;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises wrong content that a download may leave in a model's file: a <a
 * href="https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md">Git LFS pointer</a>, a web page,
 * an error message of a server as text or as JSON, or another file format.
 */
final class MisplacedContent {
  private static final int LONGEST_QUOTE = 100;
  private static final String SERVER_ERROR = "error";
  private static final int LONGEST_BEGINNING = 1024;
  private static final String POINTER = "version https://git-lfs.github.com/spec/";
  private static final Pattern POINTER_SIZE = Pattern.compile("(?m)^size ([0-9]{1,18})$");

  /** Formats by their first bytes in ISO 8859-1, with what to do about each. */
  private static final Map<String, String> FORMATS =
      Map.ofEntries(
          Map.entry(
              "PK\u0003\u0004",
              "a zip archive, as PyTorch and Keras write; name it .pt or .keras and use the file"
                  + " itself"),
          Map.entry(
              "\u0089HDF", "an HDF5 file, as Keras writes; name it .h5 and use the file itself"),
          Map.entry("\u001f\u008b", "data compressed with gzip; unpack it first"),
          Map.entry("BZh", "data compressed with bzip2; unpack it first"),
          Map.entry("\u00fd7zXZ\0", "data compressed with xz; unpack it first"),
          Map.entry("\u0028\u00b5\u002f\u00fd", "data compressed with Zstandard; unpack it first"),
          Map.entry("7z\u00bc\u00af", "a 7-Zip archive; unpack it first"),
          Map.entry("GGUF", "a GGUF file; save the model as safetensors"),
          Map.entry("\u0093NUMPY", "an array of NumPy; save the model as safetensors"));

  private static final Pattern PICKLE = Pattern.compile("(?s)\u0080[\u0002-\u0005].*");

  private MisplacedContent() {}

  /**
   * Refuses the error message of a server in place of settings. All settings have defaults, so that
   * such an object would otherwise be read as settings without any value.
   *
   * @param expected the content that the file should have, for the message
   */
  static void refuseServerError(JsonObject json, String expected) throws InvalidModelException {
    if (json.has(SERVER_ERROR)) {
      throw json.unexpected(
          SERVER_ERROR, expected + " and not a server's answer; download the file again");
    }
  }

  /**
   * Refuses content in place of JSON that is known to be something else.
   *
   * @param where the file
   */
  static void refuseUnlessJson(byte[] content, String where) throws InvalidModelException {
    String text = found(content);
    if (text != null && !plain(content).startsWith("{")) {
      throw new InvalidModelException(where + ": expected JSON, found " + text);
    }
  }

  /**
   * Refuses content in place of weights that is known to be something else.
   *
   * @param expected the content that the file should have, for the message
   * @param where the file
   */
  static void refuseUnlessWeights(byte[] content, String expected, String where)
      throws InvalidModelException {
    String found = beginsAsSafetensors(content) ? null : found(content);
    if (found != null) {
      throw new InvalidModelException(
          "%s: expected %s, found %s".formatted(where, expected, found));
    }
  }

  /**
   * Whether there are the length of a header below 4 GiB and the brace that begins one: the bytes
   * of the length can be those that other formats begin with.
   */
  private static boolean beginsAsSafetensors(byte[] content) {
    boolean shortHeader = content.length > Long.BYTES && content[Long.BYTES] == '{';
    for (int i = Integer.BYTES; shortHeader && i < Long.BYTES; i++) {
      shortHeader = content[i] == 0;
    }
    return shortHeader;
  }

  private static String found(byte[] content) {
    String beginning = beginning(content);
    if (content.length == 0) {
      return "an empty file; download it again";
    }
    if (beginning.startsWith(POINTER)) {
      return pointer(beginning);
    }
    String lower = plain(content).toLowerCase(Locale.ROOT);
    if (lower.startsWith("<!doctype html") || lower.startsWith("<html")) {
      return "an HTML page; download the file itself, from Hugging Face under /resolve/main/ and"
          + " not /blob/main/";
    }
    if (lower.startsWith("<?xml")) {
      return "an XML document; download the file itself";
    }
    for (Map.Entry<String, String> format : FORMATS.entrySet()) {
      if (beginning.startsWith(format.getKey())) {
        return format.getValue();
      }
    }
    return PICKLE.matcher(beginning).matches()
        ? "a Python pickle, as PyTorch wrote before 1.6; name it .pt and use the file itself"
        : text(content);
  }

  private static String beginning(byte[] content) {
    int length = Math.min(content.length, LONGEST_BEGINNING);
    return new String(content, 0, length, StandardCharsets.ISO_8859_1);
  }

  /** The beginning without a byte order mark and white space. */
  private static String plain(byte[] content) {
    return beginning(content).replaceFirst("^\\u00ef\\u00bb\\u00bf", "").stripLeading();
  }

  private static String pointer(String text) {
    Matcher size = POINTER_SIZE.matcher(text);
    return "a Git LFS pointer%s; run 'git lfs pull' in this directory, or download the file itself"
        .formatted(size.find() ? " to a file of " + size.group(1) + " bytes" : "");
  }

  /** Recognises the error message that a server sends instead of a file; null if it is not text. */
  private static String text(byte[] content) {
    String text = plain(content);
    if (!text.chars().allMatch(c -> c >= ' ' && c <= '~' || c == '\n' || c == '\r' || c == '\t')) {
      return null;
    }
    String line = text.strip().replaceAll("\\s+", " ");
    String quote = line.length() > LONGEST_QUOTE ? line.substring(0, LONGEST_QUOTE) + "…" : line;
    return "the %s \"%s\"; download the file itself"
        .formatted(line.startsWith("{") ? "JSON text" : "text", quote);
  }
}
