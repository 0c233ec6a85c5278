package io.flinkmobilenet.model;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.flinkmobilenet.geometry.InputGeometry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreprocessingTest {
  private static final InputGeometry GEOMETRY = new InputGeometry(256, 224, 224);
  private static final List<Float> HALVES = List.of(0.5f, 0.5f, 0.5f);

  @ParameterizedTest
  @ValueSource(floats = {0, -1, Float.NaN, Float.POSITIVE_INFINITY})
  void refusesFactorsAndDeviationsThatAreNotPositive(float value) {
    List<Float> std = List.of(0.5f, value, 0.5f);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Preprocessing(GEOMETRY, value, HALVES, HALVES));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Preprocessing(GEOMETRY, 1, HALVES, std));
  }

  @Test
  void refusesMeansThatAreNotThreeNumbers() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Preprocessing(GEOMETRY, 1, List.of(0.5f), HALVES));
    List<Float> unknown = List.of(0.5f, Float.NaN, 0.5f);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Preprocessing(GEOMETRY, 1, unknown, HALVES));
  }
}
