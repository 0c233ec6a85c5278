package io.flinkmobilenet.weights.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.flinkmobilenet.weights.MalformedWeightsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.LongConsumer;

/**
 * The fields of one protocol buffers message, one after the other. A field whose value is not asked
 * for is skipped.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">Encoding</a>
 */
final class ProtoCursor {
  private final ByteBuffer message;
  private final String where;
  private final CodedInputStream input;
  private int tag;
  private boolean pending;

  /**
   * Creates a cursor before the first field.
   *
   * @param message the bytes of the message, in an array
   * @param where file and kind of message, for errors
   */
  ProtoCursor(ByteBuffer message, String where) {
    this.message = message.slice();
    this.where = where;
    input =
        CodedInputStream.newInstance(
            message.array(), message.arrayOffset() + message.position(), message.remaining());
  }

  /** Moves to the next field; returns false at the end. */
  boolean next() throws MalformedWeightsException {
    try {
      if (pending) {
        skip();
      }
      tag = input.readTag();
      pending = tag != 0;
      return pending;
    } catch (IOException e) {
      throw damaged(e);
    }
  }

  private void skip() throws IOException, MalformedWeightsException {
    int type = WireFormat.getTagWireType(tag);
    if (type == WireFormat.WIRETYPE_START_GROUP || type == WireFormat.WIRETYPE_END_GROUP) {
      throw new MalformedWeightsException(
          "%s: field %d: expected a number or bytes, found a group".formatted(where, field()));
    }
    input.skipField(tag);
  }

  /** Returns the number of the current field. */
  int field() {
    return WireFormat.getTagFieldNumber(tag);
  }

  /** Returns the field's whole number. */
  long number() throws MalformedWeightsException {
    take(WireFormat.WIRETYPE_VARINT, "a whole number");
    try {
      return input.readInt64();
    } catch (IOException e) {
      throw damaged(e);
    }
  }

  /** Returns the field's float. */
  float real() throws MalformedWeightsException {
    take(WireFormat.WIRETYPE_FIXED32, "a float");
    try {
      return input.readFloat();
    } catch (IOException e) {
      throw damaged(e);
    }
  }

  /** Returns the field's bytes: little-endian, not copied. */
  ByteBuffer bytes() throws MalformedWeightsException {
    take(WireFormat.WIRETYPE_LENGTH_DELIMITED, "bytes");
    try {
      int length = input.readRawVarint32();
      int begin = input.getTotalBytesRead();
      input.skipRawBytes(length);
      return message.slice(begin, length).order(ByteOrder.LITTLE_ENDIAN);
    } catch (IOException e) {
      throw damaged(e);
    }
  }

  /** Returns the field's text. */
  String text() throws MalformedWeightsException {
    return StandardCharsets.UTF_8.decode(bytes()).toString();
  }

  /** Passes on the field's whole numbers: one, or any number of packed ones. */
  void numbers(LongConsumer consumer) throws MalformedWeightsException {
    if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_VARINT) {
      consumer.accept(number());
      return;
    }
    ByteBuffer packed = bytes();
    try {
      CodedInputStream numbers =
          CodedInputStream.newInstance(packed.array(), packed.arrayOffset(), packed.remaining());
      while (!numbers.isAtEnd()) {
        consumer.accept(numbers.readInt64());
      }
    } catch (IOException e) {
      throw damaged(e);
    }
  }

  /** Returns the field's numbers of 4 or 8 bytes: one, or any number of packed ones. */
  ByteBuffer fixed() throws MalformedWeightsException {
    int type = WireFormat.getTagWireType(tag);
    if (type == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
      return bytes();
    }
    boolean four = type == WireFormat.WIRETYPE_FIXED32;
    take(four ? type : WireFormat.WIRETYPE_FIXED64, "floating-point numbers");
    try {
      int begin = input.getTotalBytesRead();
      int length = four ? Float.BYTES : Double.BYTES;
      input.skipRawBytes(length);
      return message.slice(begin, length).order(ByteOrder.LITTLE_ENDIAN);
    } catch (IOException e) {
      throw damaged(e);
    }
  }

  private void take(int type, String expected) throws MalformedWeightsException {
    if (WireFormat.getTagWireType(tag) != type) {
      throw new MalformedWeightsException(
          "%s: field %d: expected %s, found wire type %d"
              .formatted(where, field(), expected, WireFormat.getTagWireType(tag)));
    }
    pending = false;
  }

  private MalformedWeightsException damaged(IOException cause) {
    return new MalformedWeightsException(
        "%s: expected whole fields, found a damaged or truncated one at byte %d of %d"
            .formatted(where, input.getTotalBytesRead(), message.remaining()),
        cause);
  }
}
