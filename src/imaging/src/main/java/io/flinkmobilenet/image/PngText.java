package io.flinkmobilenet.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The text chunks of a PNG file that may state the orientation: PNG, section 11.3.3. Only the last
 * chunk of each keyword counts, and none is inflated before it is needed, nor to more than {@link
 * #LONGEST} bytes.
 */
final class PngText {
  /** Largest inflated length in bytes; Pillow has the same limit. */
  static final int LONGEST = 1 << 20;

  private static final int LONGEST_KEYWORD = 79;
  private static final String XMP = "XML:com.adobe.xmp";
  private static final String EXIF_PROFILE = "Raw profile type exif";
  private static final String APP1_PROFILE = "Raw profile type APP1";
  private static final String XMP_SEGMENT = "http://ns.adobe.com/xap/1.0/\0";

  private final EncodedBytes file;
  private Chunk xmp;
  private Chunk exifProfile;
  private Chunk app1Profile;

  private record Chunk(String type, int text, int end) {}

  PngText(EncodedBytes file) {
    this.file = file;
  }

  /** Records a chunk of type tEXt, zTXt or iTXt whose data start at {@code at}. */
  void note(String type, int at, int length) {
    int keywordEnd = end(at, Math.min(at + LONGEST_KEYWORD + 1, at + length));
    if (keywordEnd < 0) {
      return;
    }
    String keyword = new String(file.bytes(), at, keywordEnd - at, StandardCharsets.ISO_8859_1);
    Chunk chunk = new Chunk(type, keywordEnd + 1, at + length);
    switch (keyword) {
      case XMP -> xmp = chunk;
      case EXIF_PROFILE -> exifProfile = chunk;
      case APP1_PROFILE -> app1Profile = chunk;
      default -> {
        // Other texts do not concern the orientation.
      }
    }
  }

  /** Offset of the next zero byte; -1 if there is none before {@code limit}. */
  private int end(int from, int limit) {
    for (int at = from; at < limit; at++) {
      if (file.bytes()[at] == 0) {
        return at;
      }
    }
    return -1;
  }

  /**
   * Adds the statements of the texts to the orientation; an EXIF block only if there is none yet.
   */
  void tell(StatedOrientation orientation, boolean hasExif) {
    if (xmp != null) {
      orientation.xmp(text(xmp));
    }
    Chunk profile = exifProfile != null ? exifProfile : app1Profile;
    if (profile == null || hasExif) {
      return;
    }
    ByteBuffer block = profile(text(profile));
    if (startsWith(block, XMP_SEGMENT)) {
      orientation.xmp(block);
    } else {
      orientation.exif(block);
    }
  }

  private static boolean startsWith(ByteBuffer block, String text) {
    byte[] expected = text.getBytes(StandardCharsets.ISO_8859_1);
    return block.limit() >= expected.length
        && block.slice(0, expected.length).equals(ByteBuffer.wrap(expected));
  }

  /**
   * Decodes a raw profile as ImageMagick writes it: an empty line, a name, a length, and then two
   * hexadecimal digits per byte on any number of lines.
   */
  private static ByteBuffer profile(ByteBuffer text) {
    int at = 0;
    for (int line = 0; line < 3 && at < text.limit(); at++) {
      line += text.get(at) == '\n' ? 1 : 0;
    }
    ByteBuffer block = ByteBuffer.allocate((text.limit() - at) / 2);
    int upper = -1;
    for (; at < text.limit(); at++) {
      int digit = Character.digit(text.get(at), 16);
      if (digit >= 0 && upper >= 0) {
        block.put((byte) (upper << 4 | digit));
        upper = -1;
      } else if (digit >= 0) {
        upper = digit;
      }
    }
    return block.flip();
  }

  private ByteBuffer text(Chunk chunk) {
    int at = chunk.text();
    int length = chunk.end() - at;
    switch (chunk.type()) {
      case "tEXt":
        return file.slice(at, length);
      case "zTXt":
        return length < 1 ? ByteBuffer.allocate(0) : inflated(at + 1, length - 1);
      default:
        int language = end(at + 2, chunk.end());
        int translated = language < 0 ? -1 : end(language + 1, chunk.end());
        if (translated < 0) {
          return ByteBuffer.allocate(0);
        }
        int text = translated + 1;
        boolean compressed = file.bytes()[at] != 0;
        return compressed
            ? inflated(text, chunk.end() - text)
            : file.slice(text, chunk.end() - text);
    }
  }

  /** Inflates a text as far as possible; returns an empty text if it is too long. */
  private ByteBuffer inflated(int at, int length) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(file.bytes(), at, length);
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      byte[] part = new byte[4096];
      int count = inflater.inflate(part);
      while (count > 0 && text.size() <= LONGEST) {
        text.write(part, 0, count);
        count = inflater.inflate(part);
      }
      return ByteBuffer.wrap(text.size() > LONGEST ? new byte[0] : text.toByteArray());
    } catch (DataFormatException e) {
      // Texts are metadata and not needed to decode the image. A text that is not valid is treated
      // as absent.
      return ByteBuffer.allocate(0);
    } finally {
      inflater.end();
    }
  }
}
