package io.flinkmobilenet.cli.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinkmobilenet.showcase.roadsigns.RoadSign;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

class ModelSourceTest {
  private final ModelSourceConverter converter = new ModelSourceConverter();

  @Test
  void tellsFoldersFromBundledModels() {
    assertThat(converter.convert("a/b")).isEqualTo(new ModelPath(Path.of("a/b")));
    assertThat(converter.convert("bundled:roadsigns/2")).isEqualTo(BundledModel.ROADSIGNS_2);
    assertThat(converter.convert("./bundled:roadsigns/2")).isInstanceOf(ModelPath.class);
  }

  @Test
  void listsTheBundledModelsWhereItDoesNotKnowOne() {
    assertThatThrownBy(() -> converter.convert("bundled:roadsigns/3"))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("'bundled:roadsigns/3'")
        .hasMessageContaining("bundled:roadsigns/1 or bundled:roadsigns/2");
  }

  @Test
  void namesModels() {
    assertThat(new ModelPath(Path.of("a/pets/.")).name()).isEqualTo("pets");
    assertThat(BundledModel.ROADSIGNS_1.name()).isEqualTo("roadsigns/1");
  }

  /** Users' predictions, signatures and topics contain the digests, so they must never change. */
  @Test
  void digestsOfBundledModelsStayWhatTheyAre() throws Exception {
    assertThat(BundledModel.ROADSIGNS_1.read().digest())
        .isEqualTo("ed78a4d6d626a6fc1226c1a3ba051e387f5233a27e66e04192adcf6b081baba4");
    assertThat(BundledModel.ROADSIGNS_2.read().digest())
        .isEqualTo("ec5555a05825893435cba3a861a179445e6068450995cfbb6f3978bc1d6701b8");
  }

  @Test
  void bringsWhatItPromises() throws Exception {
    for (BundledModel model : BundledModel.ALL) {
      assertThat(model.read().labels())
          .as(model.toString())
          .isEqualTo(Arrays.stream(RoadSign.values()).map(RoadSign::label).toList());
    }
  }
}
