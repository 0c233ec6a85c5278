package io.flinkmobilenet.weights.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.flinkmobilenet.weights.MalformedWeightsException;
import io.flinkmobilenet.weights.NamedTensors;
import io.flinkmobilenet.weights.UnsupportedWeightsException;
import io.flinkmobilenet.weights.WeightsException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileSafetensorsTest {
  /** Headers before eight bytes of data; an apostrophe stands for a quotation mark. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``                                                    | header: expected {, found nothing
          ` {}`                                                 | expected {, found character 32
          `[]`                                                  | expected {, found character 91
          `{}`                                                  | expected 0 bytes of data, found 8
          `{} {}`                                               | nothing after its object
          `{'a':1}`                                             | a: expected START_OBJECT
          `{'a':null}`                                          | a: expected START_OBJECT
          `{'a':{'dtype':'F32','shape':[2]}}`                   | found no data_offsets
          `{'a':{'shape':[2],'data_offsets':[0,8]}}`            | found no dtype
          `{'a':{'dtype':'F32','data_offsets':[0,8]}}`          | found no shape
          `{'a':{'dtype':'F32','x':[2]}}`                       | found "x"
          `{'a':{'dtype':7,'shape':[2],'data_offsets':[0,8]}}`  | a: dtype: expected VALUE_STRING
          `{'a':{'dtype':'F32','shape':2,'data_offsets':[0,8]}}`       | expected START_ARRAY
          `{'a':{'dtype':'F32','shape':[[2]],'data_offsets':[0,8]}}`   | depth
          `{'a':{'dtype':'F32','shape':[2.0],'data_offsets':[0,8]}}`   | expected VALUE_NUMBER_INT
          `{'a':{'dtype':'F32','shape':['2'],'data_offsets':[0,8]}}`   | expected VALUE_NUMBER_INT
          `{'a':{'dtype':'F32','shape':[-2],'data_offsets':[0,8]}}`    | negative number, found -2
          `{'a':{'dtype':'F32','shape':[3],'data_offsets':[0,8]}}`     | F32 of shape [3] does not
          `{'a':{'dtype':'F16','shape':[2],'data_offsets':[0,8]}}`     | F16 of shape [2] does not
          `{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,9]}}`     | found [0, 9]
          `{'a':{'dtype':'F32','shape':[2],'data_offsets':[8,0]}}`     | found [8, 0]
          `{'a':{'dtype':'F32','shape':[2],'data_offsets':[0]}}`       | found [0]
          `{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,4,8]}}`   | found [0, 4, 8]
          `{'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}}`     | expected to begin at byte 0
          `{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}`     | expected 4 bytes of data
          `{'a':{'dtype':'F32','shape':[9223372036854775807,9],'data_offsets':[0,8]}}`  | does not
          `{'a':{'dtype':'F32','shape':[65536,65536,65536,65536],'data_offsets':[0,0]}}`| does not
          `{'a':{'dtype':'F32','shape':[9223372036854775808],'data_offsets':[0,8]}}`    | out of range
          `{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'a':{}}`               | Duplicate
          `{'a':{'dtype':'F32','dtype':'F16','shape':[2],'data_offsets':[0,8]}}`        | Duplicate
          `{'__metadata__':{'x':1}}`                            | expected VALUE_STRING
          `{'__metadata__':{'x':{}}}`                           | expected VALUE_STRING
          `{'__metadata__':'x'}`                                | expected START_OBJECT
          `{'__metadata__':{'x':'1','x':'2'}}`                  | Duplicate
          `{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'b':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}` | b: expected to begin at byte 4
          """)
  void malformedHeadersAreRefused(String header, String message) {
    assertThatThrownBy(() -> read(file(header, 8)))
        .isInstanceOf(MalformedWeightsException.class)
        .hasMessageStartingWith("test: ")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          `{'a':{'dtype':'F64','shape':[1],'data_offsets':[0,8]}}`     | a: dtype "F64", supported are [F32,
          `{'a':{'dtype':'f32','shape':[2],'data_offsets':[0,8]}}`     | a: dtype "f32"
          `{'a':{'dtype':'F32','shape':[2,1,1,1,1,1,1,1,1],'data_offsets':[0,8]}}` | more than 8
          """)
  void whatIsNotSupportedIsSaidSo(String header, String message) {
    assertThatThrownBy(() -> read(file(header, 8)))
        .isInstanceOf(UnsupportedWeightsException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(longs = {9, Integer.MAX_VALUE, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE, -1})
  void aHeaderLongerThanTheFileIsRefused(long length) {
    byte[] file = file("{}", 6);
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(length);

    assertThatThrownBy(() -> read(file))
        .isInstanceOf(MalformedWeightsException.class)
        .hasMessage("test: header of %s bytes, but 8 bytes remain", Long.toUnsignedString(length));
  }

  @Test
  void aHeaderThatIsNoTextIsRefused() {
    byte[] file = file("{'\u00ff':1}", 0);
    file[11] = (byte) 0xFF;

    assertThatThrownBy(() -> read(file)).hasMessage("test: header: expected UTF-8 text");
  }

  @Test
  void deepNestingIsRefused() {
    String deep = "{'a':" + "[".repeat(1_000_000);

    assertThatThrownBy(() -> read(file(deep, 0))).isInstanceOf(MalformedWeightsException.class);
  }

  @Test
  void aFileCutAtAnyByteIsMalformed() {
    byte[] file = SafetensorsTest.small().toBytes();
    for (int length = 0; length < file.length; length++) {
      byte[] cut = Arrays.copyOf(file, length);
      assertThatThrownBy(() -> read(cut)).isInstanceOf(MalformedWeightsException.class);
    }
    assertThatThrownBy(() -> read(Arrays.copyOf(file, file.length + 1)))
        .isInstanceOf(MalformedWeightsException.class);
  }

  @Test
  void randomChangesGiveTensorsOrTheDocumentedErrorAndLittleGarbage() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Random random = new Random(3);
    byte[] file = SafetensorsTest.small().toBytes();
    for (int round = 0; round < 20_000; round++) {
      byte[] changed = file.clone();
      for (int change = random.nextInt(3); change >= 0; change--) {
        changed[random.nextInt(changed.length)] = (byte) (32 + random.nextInt(96));
      }
      long before = threads.getCurrentThreadAllocatedBytes();
      try {
        NamedTensors tensors = read(changed);
        tensors.names().forEach(tensors::tensor);
      } catch (WeightsException e) {
        assertThat(e).hasMessageStartingWith("test: ");
      }
      if (round > 100) {
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(500_000);
      }
    }
  }

  private static NamedTensors read(byte[] file) throws WeightsException {
    return SafetensorsReader.read(file, "test");
  }

  private static byte[] file(String header, int dataBytes) {
    byte[] json =
        (header == null ? "" : header.replace('\'', '"')).getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + json.length + dataBytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(json.length)
        .put(json)
        .array();
  }
}
