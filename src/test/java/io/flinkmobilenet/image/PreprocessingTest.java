package io.flinkmobilenet.image;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreprocessingTest {
  private static final InputGeometry GEOMETRY = new InputGeometry(256, 224, 224);
  private static final List<Float> HALVES = List.of(0.5f, 0.5f, 0.5f);

  @ParameterizedTest
  @CsvSource({
    "256, 0, 224",
    "256, 224, -1",
    "0, 224, 224",
    "8193, 224, 224",
    "256, 8193, 224",
    "256, 224, 8193"
  })
  void refusesSizesThatNoNetworkHas(int shortestEdge, int cropWidth, int cropHeight) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new InputGeometry(shortestEdge, cropWidth, cropHeight))
        .withMessageContaining("found ");
  }

  @ParameterizedTest
  @CsvSource({"0, 224", "224, -1", "8193, 1", "1, 8193"})
  void refusesStretchedSizesThatNoNetworkHas(int width, int height) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Resize.stretch(width, height))
        .withMessage("resized width and height must be 1 to 8192, found " + width + " x " + height);
    assertThatIllegalArgumentException().isThrownBy(() -> new Resize(4, 5, false));
  }

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

  @Test
  void refusesLimitsAndImagesOfNothing() {
    assertThatIllegalArgumentException().isThrownBy(() -> new ImageLimits(0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new ImageLimits(1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new RgbImage(0, 1, new byte[0]));
    assertThatIllegalArgumentException().isThrownBy(() -> new RgbImage(2, 1, new byte[3]));
  }
}
