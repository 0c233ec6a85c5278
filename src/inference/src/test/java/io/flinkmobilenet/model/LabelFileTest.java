package io.flinkmobilenet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelFileTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "cat\ndog\nold owl",
        "cat\r\ndog\r\nold owl\r\n\r\n",
        "\uFEFFcat\ndog\nold owl\n",
        "0 cat\n1 dog\n2 old owl\n",
        "[\"cat\", \"dog\", \"old owl\"]",
        "{\"0\": \"cat\", \"2\": \"old owl\", \"1\": \"dog\"}",
        "{\"dog\": 1, \"cat\": 0, \"old owl\": 2}",
        "{\"model_type\": \"resnet\", \"id2label\": {\"0\": \"cat\", \"1\": \"dog\", \"2\": \"old owl\"}}"
      })
  void isReadInEveryForm(String text) throws Exception {
    assertThat(parse(text)).containsExactly("cat", "dog", "old owl");
  }

  @Test
  void keepsNumbersThatAreNoIndices() throws Exception {
    assertThat(parse("0 cat\n2 dogs")).containsExactly("0 cat", "2 dogs");
    assertThat(parse("7\n8")).containsExactly("7", "8");
  }

  @Test
  void keepsAnEmptyLineBetweenLabels() throws Exception {
    assertThat(parse("cat\n\ndog\n")).containsExactly("cat", "", "dog");
  }

  @Test
  void isRefusedIfItHoldsNoLabels() {
    refuses("", "labels.txt: expected 1 to 65536 labels, found 0");
    refuses("{}", "labels.txt: expected 1 to 65536 labels, found 0");
    refuses("[1]", "labels.txt: label 0: expected a text, found NUMBER");
    refuses(
        "{\"a\": 0, \"b\": 0}", "labels.txt: b: expected an index from 0 to 1 of its own, found 0");
    refuses(
        "{\"a\": 0, \"b\": 5}", "labels.txt: b: expected an index from 0 to 1 of its own, found 5");
    assertThatThrownBy(() -> LabelFile.parse(new byte[] {(byte) 0xFF, 0}, "labels.txt"))
        .hasMessage("labels.txt: expected labels as text in UTF-8");
  }

  private static List<String> parse(String text) throws InvalidModelException {
    return LabelFile.parse(text.getBytes(StandardCharsets.UTF_8), "labels.txt");
  }

  private static void refuses(String text, String message) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(InvalidModelException.class)
        .hasMessage(message);
  }
}
