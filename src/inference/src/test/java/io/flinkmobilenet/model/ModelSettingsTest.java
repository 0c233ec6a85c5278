package io.flinkmobilenet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinkmobilenet.architecture.Configuration;
import io.flinkmobilenet.architecture.MobileNetV2;
import io.flinkmobilenet.geometry.InputGeometry;
import io.flinkmobilenet.geometry.Resize;
import io.flinkmobilenet.geometry.ResizeFilter;
import io.flinkmobilenet.network.Padding;
import io.flinkmobilenet.network.Scores;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelSettingsTest {
  private static final InputGeometry GEOMETRY = new InputGeometry(256, 160, 224);

  @Test
  void absentSettingsHaveTheDefaultsOfHuggingFace() throws Exception {
    assertThat(config("{'model_type':'mobilenet_v2'}"))
        .isEqualTo(
            new MobileNetV2.Config(1, 224, 160, 7, Padding.TENSORFLOW, 1e-3, true, 6, true, 8, 8));
    assertThat(preprocessing("{}"))
        .isEqualTo(
            new Preprocessing(
                new InputGeometry(256, 224, 224),
                (float) (1 / 255.0),
                List.of(0.5f, 0.5f, 0.5f),
                List.of(0.5f, 0.5f, 0.5f)));
    assertThat(Labels.ofConfig(object("{'num_labels':3}")))
        .containsExactly("LABEL_0", "LABEL_1", "LABEL_2");
  }

  @Test
  void everySettingIsRead() throws Exception {
    Configuration config =
        config(
            """
            {'model_type':'mobilenet_v2','depth_multiplier':1.4,'tf_padding':false,
             'layer_norm_eps':1e-5,'finegrained_output':false,'expand_ratio':4.0,
             'first_layer_is_expansion':false,'depth_divisible_by':4,'min_depth':16,
             'hidden_act':'relu6','num_channels':3,'output_stride':32,'unknown':[]}
            """);

    assertThat(config)
        .isEqualTo(
            new MobileNetV2.Config(
                1.4, 224, 160, 7, Padding.SYMMETRIC, 1e-5, false, 4, false, 4, 16));
    assertThat(config(ConfigJson.write(config, Scores.SOFTMAX))).isEqualTo(config);
  }

  @Test
  void everySettingOfThePreprocessingIsRead() throws Exception {
    Preprocessing preprocessing =
        preprocessing(
            """
            {'size':{'shortest_edge':128},'crop_size':{'height':96,'width':80},'resample':2,
             'rescale_factor':0.01,'image_mean':[0.485,0.456,0.406],'image_std':[1,2,3]}
            """);

    assertThat(preprocessing)
        .isEqualTo(
            new Preprocessing(
                new InputGeometry(128, 80, 96),
                0.01f,
                List.of(0.485f, 0.456f, 0.406f),
                List.of(1f, 2f, 3f)));
    assertThat(preprocessing(PreprocessingJson.write(preprocessing))).isEqualTo(preprocessing);
  }

  @ParameterizedTest
  @EnumSource
  void everyFilterIsReadAndWrittenByItsNumber(ResizeFilter filter) throws Exception {
    Preprocessing preprocessing =
        preprocessing("{'size':[80,90],'crop_size':70,'resample':%d}".formatted(filter.number()));

    assertThat(preprocessing.geometry())
        .isEqualTo(new InputGeometry(Resize.stretch(90, 80).with(filter), 70, 70));
    String written = PreprocessingJson.write(preprocessing);
    assertThat(written).contains("\"resample\":" + filter.number() + ",");
    assertThat(preprocessing(written)).isEqualTo(preprocessing);
  }

  /** The digest of a published model covers these bytes. */
  @Test
  void preprocessingIsWrittenAsItAlwaysWas() throws Exception {
    assertThat(PreprocessingJson.write(preprocessing("{'size':99,'crop_size':96}")))
        .isEqualTo(
            "{\"crop_size\":{\"height\":96,\"width\":96},\"image_mean\":[0.5,0.5,0.5],"
                + "\"image_std\":[0.5,0.5,0.5],\"resample\":2,"
                + "\"rescale_factor\":0.003921569,\"size\":{\"shortest_edge\":99}}");
  }

  @Test
  void sizesMayBeOneNumberAndStepsMayBeLeftOut() throws Exception {
    assertThat(
            preprocessing(
                "{'size':99,'crop_size':96,'do_rescale':false,'do_normalize':false,"
                    + "'image_mean':0.25}"))
        .isEqualTo(
            new Preprocessing(
                new InputGeometry(99, 96, 96), 1, List.of(0f, 0f, 0f), List.of(1f, 1f, 1f)));
    assertThat(preprocessing("{'image_mean':0.25}").mean()).containsExactly(0.25f, 0.25f, 0.25f);
  }

  @Test
  void nullStandsForTheDefault() throws Exception {
    assertThat(
            config(
                """
                {'model_type':'mobilenet_v2','depth_multiplier':null,'tf_padding':null,
                 'layer_norm_eps':null,'finegrained_output':null,'expand_ratio':null,
                 'first_layer_is_expansion':null,'depth_divisible_by':null,'min_depth':null,
                 'hidden_act':null,'num_channels':null,'output_stride':null,'problem_type':null}
                """))
        .isEqualTo(config("{'model_type':'mobilenet_v2'}"));
    assertThat(
            preprocessing(
                """
                {'size':null,'crop_size':null,'resample':null,'rescale_factor':null,
                 'image_mean':null,'image_std':null,'do_resize':null,'do_center_crop':null,
                 'do_rescale':null,'do_normalize':null,'do_flip_channel_order':null,
                 'image_processor_type':null,'feature_extractor_type':null}
                """))
        .isEqualTo(preprocessing("{}"));
    assertThat(preprocessing("{'size':{'shortest_edge':90,'height':null,'width':null}}"))
        .isEqualTo(preprocessing("{'size':90}"));
    assertThat(Labels.ofConfig(object("{'id2label':null,'num_labels':null}"))).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'size':{'height':90,'width':80},'do_center_crop':false}                 | 80  | 90  | 80  | 90
          {'size':[90,80],'do_center_crop':false,'crop_size':7}                    | 80  | 90  | 80  | 90
          {'size':{'height':90,'width':80},'crop_size':[70,60]}                    | 80  | 90  | 60  | 70
          {'size':{'height':90,'width':80,'shortest_edge':null}}                   | 80  | 90  | 224 | 224
          {'size':{'height':9.0,'width':8},'do_center_crop':false,'image_processor_type':'ViTImageProcessor','resample':2} | 8 | 9 | 8 | 9
          """)
  void imagesAreStretchedWhereTheSizeHasAHeightAndAWidth(
      String json, int width, int height, int cropWidth, int cropHeight) throws Exception {
    Preprocessing preprocessing = preprocessing(json);
    assertThat(preprocessing.geometry())
        .isEqualTo(new InputGeometry(Resize.stretch(width, height), cropWidth, cropHeight));
    assertThat(preprocessing(PreprocessingJson.write(preprocessing))).isEqualTo(preprocessing);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'do_resize':false}                                                         | 0  | 224 | 224 | false
          {'do_resize':false,'crop_size':[70,60],'resample':3,'size':99}              | 0  | 60  | 70  | false
          {'do_resize':false,'do_center_crop':false,'crop_size':[70,60],'size':99}    | 0  | 60  | 70  | true
          {'do_resize':false,'do_center_crop':false,'size':{'height':9,'width':8}}    | 0  | 8   | 9   | true
          {'do_resize':false,'image_processor_type':'ViTImageProcessor','size':96,'resample':2}     | 0 | 96 | 96 | true
          {'do_resize':false,'image_processor_type':'ConvNextImageProcessor','size':96,'resample':3} | 0 | 96 | 96 | true
          {'do_center_crop':false}                                                    | 256 | 256 | 256 | true
          {'do_center_crop':false,'size':{'shortest_edge':90},'crop_size':7}          | 90 | 90  | 90  | true
          """)
  void imagesKeepTheirSizeOrAreNotCropped(
      String json, int edge, int width, int height, boolean exact) throws Exception {
    Resize resize = edge == 0 ? Resize.none() : Resize.shortestEdge(edge);
    Preprocessing preprocessing = preprocessing(json);
    assertThat(preprocessing.geometry()).isEqualTo(new InputGeometry(resize, width, height, exact));
    assertThat(preprocessing(PreprocessingJson.write(preprocessing))).isEqualTo(preprocessing);
  }

  @Test
  void aCropMayBeLargerThanTheResizedImage() throws Exception {
    Preprocessing preprocessing = preprocessing("{'size':100,'crop_size':300}");
    assertThat(preprocessing.geometry()).isEqualTo(new InputGeometry(100, 300, 300));
    assertThat(preprocessing(PreprocessingJson.write(preprocessing))).isEqualTo(preprocessing);
  }

  @Test
  void labelsMayBeNumbersAndHaveGaps() throws Exception {
    assertThat(Labels.ofConfig(object("{'id2label':{'0':7,'1':0.5,'2':'c'}}")))
        .containsExactly("7", "0.5", "c");
    assertThat(Labels.ofConfig(object("{'id2label':{'3':'d','0':'a','1':null}}")))
        .containsExactly("a", "LABEL_1", "LABEL_2", "d");
    assertThat(Labels.ofConfig(object("{'id2label':{'1':'b'},'num_labels':3}")))
        .containsExactly("LABEL_0", "b", "LABEL_2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                               | 3 | SOFTMAX
          {"problem_type":null}                            | 3 | SOFTMAX
          {"problem_type":"single_label_classification"}   | 3 | SOFTMAX
          {"problem_type":"multi_label_classification"}    | 3 | SIGMOID
          {}                                               | 1 | SIGMOID
          {"problem_type":"single_label_classification"}   | 1 | SIGMOID
          {"problem_type":"multi_label_classification"}    | 1 | SIGMOID
          """)
  void theProblemDecidesWhatTheScoresAre(String json, int classes, Scores scores) throws Exception {
    assertThat(ProblemType.scores(object(json), classes)).isEqualTo(scores);
    Configuration config = MobileNetV2.Config.of(1, 32, classes);
    String written = ConfigJson.write(config, scores);
    assertThat(ProblemType.scores(object(written), classes)).isEqualTo(scores);
    assertThat(written.contains("problem_type")).isEqualTo(scores == Scores.SIGMOID && classes > 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"'regression'", "'ranking'", "''", "1"})
  void otherProblemsAreRefused(String type) {
    assertThatThrownBy(() -> ProblemType.scores(object("{'problem_type':" + type + "}"), 1))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageStartingWith("test: problem_type: expected ")
        .hasMessageEndingWith(", found " + type.replace('\'', '"'));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          `{}`                                       | shufflenet_v2, squeezenet, vgg], found nothing
          `{'model_type':'perceptron'}`              | ], found "perceptron"
          `{'model_type':7}`                         | model_type: expected a text, found 7
          `{'model_type':'mobilenet_v2','hidden_act':'swish'}`       | hidden_act: expected "relu6", the only one supported, found "swish"
          `{'model_type':'mobilenet_v2','output_stride':16}`         | output_stride: expected 32, the only one supported, found 16
          `{'model_type':'mobilenet_v2','num_channels':1}`           | num_channels: expected 3, the only one supported, found 1
          `{'model_type':'mobilenet_v2','depth_multiplier':0}`       | width multiplier out of range: 0.0
          `{'model_type':'mobilenet_v2','depth_multiplier':'1'}`     | depth_multiplier: expected a number, found "1"
          `{'model_type':'mobilenet_v2','depth_multiplier':1e999}`   | depth_multiplier: expected a number
          `{'model_type':'mobilenet_v2','tf_padding':1}`             | tf_padding: expected true or false, found 1
          `{'model_type':'mobilenet_v2','expand_ratio':6.5}`         | expand_ratio: expected a whole number, found 6.5
          `{'model_type':null}`                                      | ], found null
          `{'model_type':'mobilenet_v2','min_depth':1e20}`           | min_depth: expected a whole number
          `{'model_type':'mobilenet_v2','layer_norm_eps':-1}`        | epsilon out of range: -1.0
          `{'model_type':'alexnet','hidden_sizes':[64]}`             | hidden_sizes out of range: [64]
          `{'model_type':'alexnet','hidden_sizes':[9,9,9,9,-9]}`     | hidden_sizes out of range: -9
          `{'model_type':'alexnet','classifier_size':0}`             | classifier_size out of range: 0
          `{'model_type':'densenet','growth_rate':0}`                | growth_rate out of range: 0
          `{'model_type':'densenet','depths':[]}`                    | depths out of range: []
          `{'model_type':'densenet','depths':[6,-1]}`                | depths out of range: -1
          `{'model_type':'densenet','embedding_size':1}`             | embedding_size out of range: 1
          `{'model_type':'densenet','bottleneck_factor':65}`         | bottleneck_factor out of range: 65
          `{'model_type':'efficientnet','width_coefficient':17}`     | width_coefficient out of range: 17.0
          `{'model_type':'efficientnet','depth_coefficient':0}`      | depth_coefficient out of range: 0.0
          `{'model_type':'efficientnet','batch_norm_eps':1}`         | batch_norm_eps out of range: 1.0
          `{'model_type':'googlenet','branch3_kernel_size':4}`       | branch3_kernel_size out of range: 4
          `{'model_type':'inception_v4','depths':[4,7]}`             | depths out of range: [4, 7]
          `{'model_type':'inception_v4','depths':[4,0,3]}`           | depths out of range: 0
          `{'model_type':'inception_resnet_v2','depths':[10,20]}`    | depths out of range: [10, 20]
          `{'model_type':'inception_resnet_v2','depths':[10,20,99]}` | depths out of range: 99
          `{'model_type':'lenet','num_channels':2}`                  | num_channels out of range: 2
          `{'model_type':'lenet','padding':5}`                       | padding out of range: 5
          `{'model_type':'lenet','activation':'sigmoid'}`            | activation out of range: sigmoid
          `{'model_type':'lenet','pooling':'sum'}`                   | pooling out of range: sum
          `{'model_type':'mnasnet','depth_multiplier':-1}`           | depth_multiplier out of range: -1.0
          `{'model_type':'mobilenet_v3','variant':'medium'}`         | variant out of range: medium
          `{'model_type':'mobilenet_v3','depth_multiplier':0}`       | depth_multiplier out of range: 0.0
          `{'model_type':'nasnet','penultimate_filters':1000}`       | penultimate_filters out of range: 1000
          `{'model_type':'nasnet','stem_filters':0}`                 | stem_filters out of range: 0
          `{'model_type':'nasnet','cells':7}`                        | cells out of range: 7
          `{'model_type':'resnet_v2','hidden_sizes':[64,80],'depths':[1,1]}` | hidden_sizes out of range: 80
          `{'model_type':'resnet_v2','hidden_sizes':[64]}`           | hidden_sizes and depths out of range: [64], [3, 4, 6, 3]
          `{'model_type':'resnet_v2','depths':[3,4,6,0]}`            | depths out of range: 0
          `{'model_type':'resnet_v2','embedding_size':0}`            | embedding_size out of range: 0
          `{'model_type':'resnext','groups':0}`                      | groups out of range: 0
          `{'model_type':'resnext','width_per_group':-4}`            | width_per_group out of range: -4
          `{'model_type':'resnext','width_per_group':9999}`          | channels of groups × width_per_group out of range: 319968
          `{'model_type':'resnext','hidden_sizes':[8],'depths':[1]}` | channels of groups × width_per_group out of range: 0
          `{'model_type':'resnext','hidden_sizes':[3],'depths':[1]}` | hidden_sizes out of range: 3
          `{'model_type':'resnext','depths':[1]}`                    | hidden_sizes and depths out of range: [256, 512, 1024, 2048], [1]
          `{'model_type':'resnext','depths':[3,4,6,257]}`            | depths out of range: 257
          `{'model_type':'resnext','embedding_size':0}`              | embedding_size out of range: 0
          `{'model_type':'shufflenet','groups':0}`                   | groups out of range: 0
          `{'model_type':'shufflenet','groups':5}`                   | stages_out_channels of 5 groups out of range: [24, 240, 480, 960]
          `{'model_type':'shufflenet','stages_out_channels':[24,240,240,960]}` | stages_out_channels of 3 groups out of range: [24, 240, 240, 960]
          `{'model_type':'shufflenet','stages_repeats':[4,8]}`       | stages_repeats out of range: [4, 8]
          `{'model_type':'vgg','configuration':'F'}`                 | configuration out of range: F
          `{'model_type':'vgg','hidden_sizes':[64,128,256,512]}`     | hidden_sizes out of range: [64, 128, 256, 512]
          `{'model_type':'vgg','hidden_sizes':[64,128,0,512,512]}`   | hidden_sizes out of range: 0
          `{'model_type':'vgg','classifier_size':99999}`             | classifier_size out of range: 99999
          `{'model_type':'vgg','batch_norm':1}`                      | batch_norm: expected true or false, found 1
          `[]`                                       | test: expected an object, found array
          """)
  void unusableArchitecturesAreRefused(String json, String message) {
    assertThatThrownBy(() -> config(json))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageStartingWith("test: ")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          `{'do_resize':false,'do_center_crop':false}`            | crop_size: expected the size of the network's image, because images are neither resized nor cropped, found nothing
          `{'do_resize':false,'do_center_crop':false,'size':90}`  | crop_size: expected the size of the network's image, because images are neither resized nor cropped, found nothing
          `{'do_resize':'no'}`                       | do_resize: expected true or false, found "no"
          `{'do_center_crop':'yes'}`                 | do_center_crop: expected true or false, found "yes"
          `{'do_flip_channel_order':true}`           | do_flip_channel_order: expected false
          `{'resample':6}`                           | resample: expected 0 (nearest), 1 (lanczos), 2 (bilinear), 3 (bicubic), 4 (box), 5 (hamming), found 6
          `{'resample':-1}`                          | 5 (hamming), found -1
          `{'resample':'bicubic'}`                   | resample: expected a whole number, found "bicubic"
          `{'size':{'height':256}}`                  | size: expected a shortest_edge, or height and width, found object
          `{'size':{'longest_edge':256}}`            | size: expected a shortest_edge, or height and width, found object
          `{'size':{'shortest_edge':256,'longest_edge':300}}` | not shortest_edge with longest_edge, found object
          `{'size':[256]}`                           | size: expected a shortest_edge, or height and width, found array
          `{'size':[256,'wide']}`                    | size: expected whole numbers, found array
          `{'size':{'height':0,'width':256}}`        | resized width and height must be 1 to 8192, found 256 x 0
          `{'image_processor_type':'ViTImageProcessor'}` | size: expected a value, since "ViTImageProcessor" has other defaults than MobileNetV2's, found nothing
          `{'size':'large'}`                         | size: expected a whole number, found "large"
          `{'crop_size':{'height':224}}`             | crop_size: expected height and width, found object
          `{'crop_size':0}`                          | crop must be 1 x 1 to 8192 x 8192, found 0 x 0
          `{'size':1000000,'crop_size':900000}`      | found 1000000
          `{'image_mean':[0.5,0.5]}`                 | image_mean: expected 3 numbers
          `{'image_mean':[1,2,3,4]}`                 | image_mean: expected 3 numbers
          `{'image_mean':[1,2,'3']}`                 | image_mean: expected 3 numbers
          `{'image_mean':'half'}`                    | image_mean: expected 3 numbers
          `{'image_mean':1e39}`                      | mean must be finite
          `{'image_std':[1,0,1]}`                    | std must be above 0
          `{'rescale_factor':0}`                     | rescale factor must be above 0
          """)
  void unusablePreprocessingIsRefused(String json, String message) {
    assertThatThrownBy(() -> preprocessing(json))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageStartingWith("test: ")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          `{'id2label':{}}`                          | id2label: expected 1 to 65536 labels
          `{'id2label':['a']}`                       | id2label: expected an object, found array
          `{'id2label':{'0':'a','b':'b'}}`           | id2label: b: expected keys from 0 to 65535, found "b"
          `{'id2label':{'01':'a'}}`                  | id2label: 01: expected keys from 0 to 65535
          `{'id2label':{'65536':'a'}}`               | id2label: 65536: expected keys from 0 to 65535
          `{'id2label':{'0':true}}`                  | id2label: 0: expected a text or a number, found true
          `{'id2label':{'0':'\\ud800'}}`             | label 0: expected Unicode text
          `{'id2label':{'0':'LONG'}}`                | label 0: expected at most 1000 characters, found 1001
          `{'num_labels':0}`                         | num_labels: expected 1 to 65536, found 0
          """)
  void unusableLabelsAreRefused(String json, String message) {
    assertThatThrownBy(() -> Labels.ofConfig(object(json.replace("LONG", "x".repeat(1001)))))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining(message);
  }

  private static Configuration config(String json) throws InvalidModelException {
    return ConfigJson.read(object(json), GEOMETRY, 7, "test");
  }

  private static Preprocessing preprocessing(String json) throws InvalidModelException {
    return PreprocessingJson.read(object(json), "test");
  }

  private static JsonObject object(String json) throws InvalidModelException {
    return new JsonObject(Json.read(json.replace('\'', '"'), "test"), "test");
  }
}
