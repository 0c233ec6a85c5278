package io.flinkmobilenet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  /** Some of the numbers are written differently by {@code toString} of other JDKs. */
  @ParameterizedTest
  @CsvSource({
    "0.001, 0.001",
    "1.0, 1",
    "-0.5, -0.5",
    "0.0, 0",
    "1e21, 1000000000000000000000",
    "2e-3, 0.002",
    "2.2250738585072014E-308, 0",
    "2e23, 200000000000000000000000"
  })
  void numbersAreShortAndPlain(double value, String text) {
    String written = Json.write(Json.number(value));

    assertThat(Double.parseDouble(written)).isEqualTo(value);
    if (value == 0 || Math.abs(value) > 1e-300) {
      assertThat(written).isEqualTo(text);
    }
  }

  @Test
  void floatsAreShortToo() {
    assertThat(Json.write(Json.number((float) (1 / 255.0)))).isEqualTo("0.003921569");
    assertThat(Json.write(Json.number(0.1f))).isEqualTo("0.1");
  }

  @Test
  void everyNumberComesBack() throws Exception {
    Random random = new Random(11);
    for (int round = 0; round < 5_000; round++) {
      double value = Double.longBitsToDouble(random.nextLong());
      float single = Float.intBitsToFloat(random.nextInt());
      if (Double.isFinite(value) && Math.abs(Math.getExponent(value)) < 200) {
        assertThat(Json.read(Json.write(Json.number(value)), "test").doubleValue())
            .isEqualTo(value);
      }
      if (Float.isFinite(single)) {
        assertThat((float) Json.read(Json.write(Json.number(single)), "test").doubleValue())
            .isEqualTo(single + 0f);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{} {}", "{\"a\":1,\"a\":2}", "{a:1}", "nonsense"})
  void whatIsNoJsonIsRefused(String text) {
    assertThatThrownBy(() -> Json.read(text.getBytes(StandardCharsets.UTF_8), "config.json"))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageStartingWith("config.json: expected JSON: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"a": Infinity}  | expected a finite number, found Infinity near line 1, column 15
          {"a": -Infinity} | expected a finite number, found -Infinity near line 1
          {"a": NaN}       | expected a finite number, found NaN near line 1
          {"a": 1, // b    | Unexpected character ('/' (code 47)) near line 1
          {} {}            | Trailing token
          {"a": 'b'}       | Unexpected character
          {"a": 007}       | Invalid numeric value
          {"a": +1}        | Unexpected character
          {"a": .5}        | Unexpected character
          [1,]             | Unexpected character
          """)
  void faultsAreToldWithoutTheSettingsOfTheParser(String text, String fault) {
    assertFault(text, fault);
  }

  @Test
  void limitsAreToldWithoutTheSettingsOfTheParser() {
    assertFault("[".repeat(100), "nesting depth (33) exceeds the maximum allowed (32");
    assertFault("1".repeat(200), "exceeds the maximum allowed (100");
    assertFault("{\"a\": \"\t\"}", "Illegal unquoted character");
  }

  private static void assertFault(String text, String fault) {
    assertThatThrownBy(() -> Json.read(text, "config.json"))
        .hasMessageStartingWith("config.json: expected JSON: ")
        .hasMessageContaining(fault)
        .hasMessageNotContainingAny("`", "Feature", "Constraints", "jackson", "ALLOW_");
  }

  @Test
  void deepNestingIsRefused() {
    assertThatThrownBy(() -> Json.read("[".repeat(1_000_000), "config.json"))
        .isInstanceOf(InvalidModelException.class);
  }

  @Test
  void foreignEncodingsAreRefused() {
    assertThatThrownBy(
            () -> Json.read("{\"a\":\"ü\"}".getBytes(StandardCharsets.ISO_8859_1), "config.json"))
        .hasMessage("config.json: expected text in UTF-8");
  }
}
