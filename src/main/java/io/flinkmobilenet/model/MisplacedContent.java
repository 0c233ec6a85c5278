package io.flinkmobilenet.model;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises wrong content that a download may leave in a model's file: a <a
 * href="https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md">Git LFS pointer</a>, a web page,
 * an error message of a server, or another file format.
 */
final class MisplacedContent {
  private static final int LONGEST_TEXT = 100;
  private static final int LONGEST_BEGINNING = 1024;
  private static final String POINTER = "version https://git-lfs.github.com/spec/";
  private static final Pattern POINTER_SIZE = Pattern.compile("(?m)^size ([0-9]{1,18})$");

  private MisplacedContent() {}

  /**
   * Refuses content that is recognised as something else.
   *
   * @param expected the content that the file should have, for the message
   */
  static void refuse(byte[] content, String where, String expected) throws InvalidModelException {
    String found = found(content);
    if (found != null) {
      throw new InvalidModelException(where + ": expected " + expected + ", found " + found);
    }
  }

  private static String found(byte[] content) {
    int length = Math.min(content.length, LONGEST_BEGINNING);
    String beginning = new String(content, 0, length, StandardCharsets.ISO_8859_1);
    if (content.length == 0) {
      return "an empty file; download it again";
    }
    if (beginning.startsWith(POINTER)) {
      return pointer(beginning);
    }
    String text = beginning.replaceFirst("^\\u00ef\\u00bb\\u00bf", "").stripLeading();
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.startsWith("<!doctype html") || lower.startsWith("<html")) {
      return "an HTML page; download the file itself, from Hugging Face under /resolve/main/ and"
          + " not /blob/main/";
    }
    if (lower.startsWith("<?xml")) {
      return "an XML document; download the file itself";
    }
    if (beginning.startsWith("PK\u0003\u0004")) {
      return "a zip archive, as PyTorch writes; save the model as safetensors";
    }
    return beginning.startsWith("\u0089HDF") ? "an HDF5 file, as Keras writes" : refusal(content);
  }

  private static String pointer(String text) {
    Matcher size = POINTER_SIZE.matcher(text);
    return "a Git LFS pointer%s; run 'git lfs pull' in this directory, or download the file itself"
        .formatted(size.find() ? " to a file of " + size.group(1) + " bytes" : "");
  }

  /** Recognises the error message that a server sends instead of a file. */
  private static String refusal(byte[] content) {
    if (content.length > LONGEST_TEXT || content[0] == '{') {
      return null;
    }
    for (byte character : content) {
      if (character < ' ' && character != '\n' && character != '\r') {
        return null;
      }
    }
    String text = new String(content, StandardCharsets.US_ASCII).strip();
    return "the text \"" + text + "\"; download the file itself";
  }
}
