package io.flinkmobilenet.stream.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The headers of a record in a checkpoint: their number in two bytes, then name and value of each.
 */
final class RecordHeaderBytes {
  private RecordHeaderBytes() {}

  static int length(Headers headers) {
    int length = Short.BYTES;
    for (Header header : headers) {
      length +=
          ReplayableTransactionSerializer.length(header.key().getBytes(UTF_8))
              + ReplayableTransactionSerializer.length(header.value());
    }
    return length;
  }

  static void put(ByteBuffer out, Headers headers) {
    int place = out.position();
    out.putShort((short) 0);
    short count = 0;
    for (Header header : headers) {
      ReplayableTransactionSerializer.put(out, header.key().getBytes(UTF_8));
      ReplayableTransactionSerializer.put(out, header.value());
      count++;
    }
    out.putShort(place, count);
  }

  static Headers read(DataInputStream in) throws IOException {
    int count = in.readUnsignedShort();
    Headers headers = new RecordHeaders();
    for (int i = 0; i < count; i++) {
      byte[] name = ReplayableTransactionSerializer.readBytes(in);
      byte[] value = ReplayableTransactionSerializer.readBytes(in);
      if (name == null) {
        throw new IOException("transaction in the state: expected the name of a header");
      }
      headers.add(new String(name, UTF_8), value);
    }
    return headers;
  }
}
