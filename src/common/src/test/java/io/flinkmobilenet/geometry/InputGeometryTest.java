package io.flinkmobilenet.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
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
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Resize(4, 5, Resize.Kind.SHORTEST_EDGE, ResizeFilter.BILINEAR))
        .withMessage("one shortest edge expected, found 4 and 5");
  }

  @Test
  void withoutAResizeImagesKeepTheirSize() {
    assertThat(Resize.none().widthOf(1 << 20, 3)).isEqualTo(1 << 20);
    assertThat(Resize.none().heightOf(1 << 20, 3)).isEqualTo(3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Resize.none().with(ResizeFilter.BOX))
        .withMessage("no size and no filter expected without a resize, found 0 x 0, box");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Resize(0, 9, Resize.Kind.NONE, ResizeFilter.BILINEAR));
  }

  @Test
  void withoutACropImagesMustBeAbleToHaveTheSizeOfTheInput() {
    assertThat(new InputGeometry(Resize.shortestEdge(9), 9, 9, true))
        .isNotEqualTo(new InputGeometry(Resize.shortestEdge(9), 9, 9))
        .doesNotHaveSameHashCodeAs(new InputGeometry(Resize.shortestEdge(9), 9, 9));
    for (Resize resize : List.of(Resize.shortestEdge(8), Resize.stretch(9, 9))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new InputGeometry(resize, 9, 9, true))
          .withMessageStartingWith("without a crop, images must be resized to the shortest edge");
    }
  }

  /** The first column is the shorter edge, and 0 stands for no resize. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          9 | 9  | false |
          9 | 8  | false |
          9 | 10 | false | smaller than the crop of 10 x 9 pixels after the resize to shortest edge 9: they get a black border
          9 | 9  | true  | not cropped: an image that is not 9 x 9 pixels after the resize to shortest edge 9 is rejected
          0 | 10 | false | not resized: the 10 x 9 pixels in the centre are used, and smaller images get a black border
          0 | 10 | true  | neither resized nor cropped: an image that is not 10 x 9 pixels is rejected
          """)
  void peopleAreToldWhatTheyMayNotExpect(int edge, int width, boolean exact, String remark) {
    Resize resize = edge == 0 ? Resize.none() : Resize.shortestEdge(edge);
    assertThat(new InputGeometry(resize, width, 9, exact).remark())
        .isEqualTo(Optional.ofNullable(remark));
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
