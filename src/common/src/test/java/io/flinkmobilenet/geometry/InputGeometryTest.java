package io.flinkmobilenet.geometry;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InputGeometryTest {
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
}
