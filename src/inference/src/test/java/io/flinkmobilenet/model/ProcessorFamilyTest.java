package io.flinkmobilenet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.geometry.Resize;
import io.flinkmobilenet.geometry.ResizeFilter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Image processors of Hugging Face's libraries read their settings differently. */
class ProcessorFamilyTest {
  /** As the ResNets on Hugging Face have it. */
  private static final String RESNET =
      """
      {"crop_pct": 0.875, "do_normalize": true, "do_resize": true,
       "feature_extractor_type": "ConvNextFeatureExtractor",
       "image_mean": [0.485, 0.456, 0.406], "image_std": [0.229, 0.224, 0.225],
       "resample": 3, "size": 224}
      """;

  @Test
  void aResNetIsResizedAndCroppedInOneStep() throws Exception {
    Preprocessing preprocessing = read(RESNET);

    Resize resize = Resize.shortestEdge(256).with(ResizeFilter.BICUBIC);
    assertThat(preprocessing.geometry()).isEqualTo(new InputGeometry(resize, 224, 224));
    assertThat(preprocessing.mean()).containsExactly(0.485f, 0.456f, 0.406f);
    assertThat(preprocessing.std()).containsExactly(0.229f, 0.224f, 0.225f);
    assertThat(read(PreprocessingJson.write(preprocessing))).isEqualTo(preprocessing);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'size':{'shortest_edge':224}}                  | 256 | false | 224
          {'size':{'shortest_edge':224},'crop_pct':0.95}  | 235 | false | 224
          {'size':224,'crop_pct':null,'do_center_crop':null,'crop_size':null} | 256 | false | 224
          {'size':{'shortest_edge':383}}                  | 437 | false | 383
          {'size':{'shortest_edge':384},'crop_pct':0.5}   | 384 | true  | 384
          {}                                              | 384 | true  | 384
          """)
  void fromAnEdgeOf384OnImagesAreStretched(String json, int edge, boolean stretched, int crop)
      throws Exception {
    for (String type : List.of("ConvNextImageProcessor", "ConvNextImageProcessorFast")) {
      Preprocessing preprocessing =
          read(
              json.replaceFirst("\\{", "{'image_processor_type':'" + type + "','resample':2,'x':0,")
                  .replace(",}", "}"));
      assertThat(preprocessing.geometry())
          .isEqualTo(
              new InputGeometry(
                  stretched ? Resize.stretch(edge, edge) : Resize.shortestEdge(edge), crop, crop));
      assertThat(preprocessing.mean()).containsExactly(0.5f, 0.5f, 0.5f);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ViTFeatureExtractor", "ViTImageProcessor", "ViTImageProcessorFast"})
  void aVisionTransformersImagesAreStretchedAndNotCropped(String type) throws Exception {
    for (String size : List.of("96", "{'height':96,'width':96}")) {
      String json = "{'image_processor_type':'%s','size':%s,'resample':2}".formatted(type, size);
      assertThat(read(json).geometry())
          .isEqualTo(new InputGeometry(Resize.stretch(96, 96), 96, 96));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          BitImageProcessor              | {'size':{'shortest_edge':96},'crop_size':80,'do_center_crop':true}
          BitImageProcessorFast          | {'size':96,'crop_size':{'height':80,'width':80},'do_center_crop':true}
          CLIPImageProcessor             | {'size':{'shortest_edge':96},'crop_size':80,'do_center_crop':true}
          MobileNetV2ImageProcessorFast  | {'size':96,'crop_size':80}
          """)
  void otherProcessorsAreReadIfTheySayAll(String type, String json) throws Exception {
    Preprocessing preprocessing =
        read(
            json.replaceFirst(
                "\\{",
                "{'image_processor_type':'%s','resample':2,'image_mean':0.25,'image_std':0.75,"
                    .formatted(type)));
    assertThat(preprocessing.geometry()).isEqualTo(new InputGeometry(96, 80, 80));
    assertThat(preprocessing.mean()).containsExactly(0.25f, 0.25f, 0.25f);
  }

  @Test
  void anEfficientNetIsReadIfItNormalisesOnce() throws Exception {
    String json =
        """
        {'image_processor_type':'EfficientNetImageProcessor','size':96,'resample':0,
         'do_center_crop':false,'image_mean':0.5,'image_std':0.5,'include_top':%s}
        """;
    Resize resize = Resize.stretch(96, 96).with(ResizeFilter.NEAREST);
    assertThat(read(json.formatted("false")).geometry())
        .isEqualTo(new InputGeometry(resize, 96, 96));
    assertThatThrownBy(() -> read(json.formatted("true")))
        .hasMessage(
            "test: include_top: expected false, because values are normalised once, found true");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'image_processor_type':'ConvNextImageProcessor','size':224} | resample: expected a value, since "ConvNextImageProcessor" has other defaults than MobileNetV2's, found nothing
          {'image_processor_type':'ConvNextImageProcessor','resample':3,'crop_pct':0} | crop_pct: expected a number above 0, found 0
          {'image_processor_type':'ConvNextImageProcessor','resample':3,'crop_pct':1e-9,'size':9} | shortest edge must be 1 to 8192, found 2147483647
          {'image_processor_type':'ConvNextImageProcessor','resample':3,'size':{'height':9,'width':9}} | size: expected a shortest_edge, found object
          {'image_processor_type':'ConvNextImageProcessor','resample':3,'do_center_crop':true} | do_center_crop: expected false, the only one supported
          {'image_processor_type':'ViTImageProcessor','resample':2} | size: expected a value
          {'image_processor_type':'BitImageProcessor','resample':3,'size':9,'do_center_crop':true} | image_mean: expected a value
          {'image_processor_type':'NewImageProcessor','resample':3,'size':9,'do_center_crop':true,'do_normalize':false} | size: expected a shortest_edge, or height and width, since "NewImageProcessor" may mean either by a number, found 9
          """)
  void whatIsLeftOpenIsRefused(String json, String message) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageStartingWith("test: ")
        .hasMessageContaining(message);
  }

  private static Preprocessing read(String json) throws InvalidModelException {
    String where = "test";
    return PreprocessingJson.read(
        new JsonObject(Json.read(json.replace('\'', '"'), where), where), where);
  }
}
