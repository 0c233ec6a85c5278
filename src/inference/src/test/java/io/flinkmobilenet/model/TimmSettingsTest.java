package io.flinkmobilenet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimmSettingsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "resnet50",
        "tv_resnet34",
        "mobilenetv2_100.ra_in1k",
        "resnetv2_50",
        "resnetv2_50.a1h_in1k",
        "resnetv2_101.a1h_in1k",
        "resnetv2_152"
      })
  void networksThatFollowFromTheirTensorsAreAccepted(String architecture) throws Exception {
    assertThat(settings(architecture).architecture()).isEqualTo(architecture);
  }

  /** Those with a deep stem, group normalisation and the like. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "resnetblur50",
        "resnetv2_50d",
        "resnetv2_50t",
        "resnetv2_50x1_bit.goog_in21k",
        "resnetv2_5"
      })
  void othersAreRefused(String architecture) {
    assertThatThrownBy(() -> settings(architecture))
        .isInstanceOf(InvalidModelException.class)
        .hasMessage(
            "test: architecture: expected a ResNet, ResNeXt, ResNet V2, DenseNet, Inception, MobileNet,"
                + " EfficientNet or MnasNet, such as"
                + " resnet50, found \"%s\"",
            architecture);
  }

  private static TimmSettings settings(String architecture) throws InvalidModelException {
    String json = "{\"architecture\": \"%s\", \"input_size\": [3, 9, 9]}".formatted(architecture);
    return TimmSettings.of(new JsonObject(Json.read(json, "test"), "test"));
  }
}
