package io.flinkmobilenet.stream.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinkmobilenet.event.Reason;
import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.geometry.Resize;
import io.flinkmobilenet.image.DecodeMode;
import io.flinkmobilenet.image.ImageLimits;
import io.flinkmobilenet.stream.TestPictures;
import io.flinkmobilenet.stream.kafka.TestRecords;
import io.flinkmobilenet.stream.state.PreparedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImagePreparationTest {
  private static final InputGeometry EXACT = new InputGeometry(Resize.none(), 64, 48, true);

  private final ImagePreparation preparation =
      new ImagePreparation(ImageLimits.DEFAULT, DecodeMode.FAST);

  @Test
  void theModelThatClassifiesRejectsImagesOfAnotherSize() throws Exception {
    PreparedImage fitting = image(64, 48);
    assertThat(preparation.pixels(fitting, EXACT)).hasSize(64 * 48 * 3);
    PreparedImage other = image(48, 64);
    assertThat(other.inputs()).isEmpty();
    assertThatThrownBy(() -> preparation.pixels(other, EXACT))
        .isInstanceOfSatisfying(
            RejectedImageException.class,
            rejection -> assertThat(rejection.reason()).isEqualTo(Reason.UNEXPECTED_SIZE))
        .hasMessage(
            "JPEG is 48 x 64, with the resize of the model (none) 48 x 64; the model does not crop"
                + " and takes only 64 x 48");
  }

  private PreparedImage image(int width, int height) throws Exception {
    byte[] jpeg = TestPictures.jpeg(1, width, height);
    return preparation.prepare(TestRecords.image(TestPictures.event("id", jpeg)), List.of(EXACT));
  }
}
