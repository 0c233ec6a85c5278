package io.flinkmobilenet.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

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

  @ParameterizedTest
  @EnumSource
  void aFilterIsFoundByItsNumber(ResizeFilter filter) {
    assertThat(ResizeFilter.of(filter.number())).isEqualTo(filter);
    assertThat(Resize.stretch(4, 5).with(filter).equals(Resize.stretch(4, 5)))
        .isEqualTo(filter == ResizeFilter.BILINEAR);
  }

  @Test
  void filtersHaveTheNumbersOfPillow() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResizeFilter.of(6))
        .withMessage(
            "expected 0 (nearest), 1 (lanczos), 2 (bilinear), 3 (bicubic), 4 (box), 5 (hamming),"
                + " found 6");
    assertThat(Resize.shortestEdge(9)).hasToString("shortest edge 9");
    assertThat(Resize.stretch(4, 5).with(ResizeFilter.BOX)).hasToString("4 x 5, box");
  }
}
