package io.flinkmobilenet.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.flinkmobilenet.format.FileModel;
import io.flinkmobilenet.format.ReadOptions;
import io.flinkmobilenet.kernel.scalar.GraphExecutor;
import io.flinkmobilenet.tensor.Shape;
import io.flinkmobilenet.weights.MalformedWeightsException;
import io.flinkmobilenet.weights.UnsupportedWeightsException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models as the JSON of the three versions of Keras describes them. */
class KerasGraphTest {
  /** An image of 1×2 pixels. */
  private static final String INPUT =
      "{'class_name':'InputLayer','config':{'name':'i','batch_input_shape':[null,1,2,3]}},";

  @Test
  void readsKerasOne() throws Exception {
    FileModel model =
        convert(
            "{'class_name':'Sequential','config':[{'class_name':'Convolution2D','config':{"
                + "'name':'convolution2d_1','nb_filter':1,'nb_row':1,'nb_col':2,"
                + "'border_mode':'valid','subsample':[1,1],'dim_ordering':'tf','bias':true,"
                + "'activation':'linear','batch_input_shape':[null,1,2,3]}},"
                + "{'class_name':'Flatten','config':{'name':'flatten_1'}}]}",
            weight("convolution2d_1/convolution2d_1_W:0", Shape.of(1, 2, 3, 1), 1, 2, 3, 4, 5, 6),
            weight("convolution2d_1/convolution2d_1_b:0", Shape.of(1), 10));
    assertThat(logits(model, 1, 0, 0, 0, 0, 1)).containsExactly(17);
  }

  @Test
  void readsTheCallsOfKerasThree() throws Exception {
    String tensor =
        "{'class_name':'__keras_tensor__','config':{'shape':[null,1,2,3],'dtype':'float32',"
            + "'keras_history':['i',0,0]}}";
    FileModel model =
        convert(
            "{'module':'keras.src.models.functional','class_name':'Functional','config':{"
                + "'name':'f','layers':[{'module':'keras.layers','class_name':'InputLayer',"
                + "'config':{'batch_shape':[null,1,2,3],'name':'i'},'name':'i',"
                + "'inbound_nodes':[]},"
                + "{'module':'keras.layers','class_name':'Add','config':{'name':'a'},'name':'a',"
                + "'inbound_nodes':[{'args':[[T,T]],'kwargs':{}}]},".replace("T", tensor)
                + "{'module':'keras.layers','class_name':'GlobalAveragePooling2D',"
                + "'config':{'name':'g','keepdims':false},'name':'g','inbound_nodes':[{'args':["
                + tensor.replace("'i'", "'a'")
                + "],'kwargs':{}}]}],"
                + "'input_layers':['i',0,0],'output_layers':['g',0,0]}}");
    assertThat(logits(model, 1, 2, 3, 5, 6, 7)).containsExactly(6, 8, 10);
  }

  @Test
  void liftsTheNormalisationOfPixelsOutOfTheGraph() throws Exception {
    FileModel model =
        convert(
            sequential(
                "{'class_name':'Rescaling','config':{'name':'r','scale':0.5,'offset':-1.0}},"
                    + "{'class_name':'RandomFlip','config':{'name':'flip'}},"
                    + "{'class_name':'Flatten','config':{'name':'f'}}"));
    assertThat(model.normalisation()).isPresent();
    assertThat(model.normalisation().get().rescaleFactor()).isEqualTo(0.5f);
    assertThat(model.normalisation().get().mean()).containsOnly(1);
    assertThat(model.graph().nodes()).hasSize(2);
    assertThat(model.notes())
        .containsExactly("Layers of class RandomFlip only work in training and were left out.");
  }

  @Test
  void convertsOperatorsWithConstants() throws Exception {
    FileModel model =
        convert(
            "{'class_name':'Functional','config':{'name':'f','layers':["
                + "{'class_name':'InputLayer','name':'i','config':{'name':'i',"
                + "'batch_input_shape':[null,1,2,3]},'inbound_nodes':[]},"
                + "{'class_name':'TFOpLambda','name':'relu','config':{'name':'relu',"
                + "'function':'nn.relu6'},'inbound_nodes':[['i',0,0,{'name':null}]]},"
                + "{'class_name':'TFOpLambda','name':'m','config':{'name':'m',"
                + "'function':'math.truediv'},'inbound_nodes':[['relu',0,0,{'y':2.0}]]},"
                + "{'class_name':'TFOpLambda','name':'s','config':{'name':'s',"
                + "'function':'math.subtract'},'inbound_nodes':[['_CONSTANT_VALUE',-1,1.0,"
                + "{'y':['m',0,0]}]]},"
                + "{'class_name':'Flatten','name':'x','config':{'name':'x'},"
                + "'inbound_nodes':[[['s',0,0,{}]]]}],"
                + "'input_layers':[['i',0,0]],'output_layers':[['x',0,0]]}}");
    assertThat(logits(model, -1, 2, 4, 6, 8, 0)).containsExactly(1, 0, -1, -2, -2, 1);
  }

  @Test
  void hardSigmoidChangedWithKerasThree() throws Exception {
    String json =
        sequential(
            "{'class_name':'Activation','config':{'name':'a','activation':'hard_sigmoid'}},"
                + "{'class_name':'Flatten','config':{'name':'f'}}");
    assertThat(logits(convert(json, false), 1, 0, 0, 0, 0, 0)[0]).isEqualTo(0.7f);
    assertThat(logits(convert(json, true), 1, 0, 0, 0, 0, 0)[0]).isEqualTo(2 / 3f);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'Activation' | 'activation':'elu' | 2 | -0.8646647",
        "'ELU' | 'alpha':0.5 | 2 | -0.4323323",
        "'ELU' | `` | 2 | -0.8646647",
        "'Activation' | 'activation':'gelu' | 1.9544997 | -0.0455003",
        "'Activation' | 'activation':'softplus' | 2.126928 | 0.126928"
      })
  void appliesFunctionsThatAreNotLinear(String type, String setting, float two, float minusTwo)
      throws Exception {
    String layer =
        "{'class_name':%s,'config':{'name':'a'%s}},{'class_name':'Flatten','config':{'name':'f'}}"
            .formatted(type, setting.isEmpty() ? "" : "," + setting);
    float[] found = logits(convert(sequential(layer)), 0, 2, -2, 2, 2, 2);
    assertThat(found[1]).isCloseTo(two, within(1e-6f));
    assertThat(found[2]).isCloseTo(minusTwo, within(1e-6f));
  }

  @ParameterizedTest
  @CsvSource({"Average, 2, -2", "Maximum, 2, 0", "Minimum, 2, -4"})
  void mergesMaps(String type, float first, float second) throws Exception {
    FileModel model =
        convert(
            "{'class_name':'Functional','config':{'name':'f','layers':["
                + "{'class_name':'InputLayer','name':'i','config':{'name':'i',"
                + "'batch_input_shape':[null,1,2,3]},'inbound_nodes':[]},"
                + "{'class_name':'TFOpLambda','name':'n','config':{'name':'n',"
                + "'function':'nn.relu'},'inbound_nodes':[['i',0,0,{'name':null}]]},"
                + "{'class_name':'M','name':'m','config':{'name':'m'},".replace("'M'", quoted(type))
                + "'inbound_nodes':[[['i',0,0,{}],['n',0,0,{}]]]},"
                + "{'class_name':'Flatten','name':'x','config':{'name':'x'},"
                + "'inbound_nodes':[[['m',0,0,{}]]]}],"
                + "'input_layers':[['i',0,0]],'output_layers':[['x',0,0]]}}");
    float[] found = logits(model, 2, -4, 0, 0, 0, 0);
    assertThat(found).startsWith(first, second).hasSize(6);
  }

  private static String quoted(String text) {
    return "'" + text + "'";
  }

  @Test
  void refusesByNameWhatItCannotCompute() {
    assertRefused(
        "{'class_name':'Lambda','config':{'name':'l'}}",
        "file: layer l (Lambda): expected a layer that is supported, found class Lambda, which is"
            + " Python code");
    assertRefused(
        "{'class_name':'MyLayer','config':{'name':'m'}}",
        "file: layer m (MyLayer): expected a layer that is supported, found class MyLayer");
    assertRefused(
        "{'class_name':'Permute','config':{'name':'p','dims':[2,1,3]}}",
        "file: layer p (Permute): expected a layer that is supported, found class Permute");
    assertRefused(
        "{'class_name':'Activation','config':{'name':'a','activation':'selu'}}",
        "file: layer a (Activation): activation: expected a function that is supported, found"
            + " selu");
    assertRefused(
        "{'class_name':'Activation','config':{'name':'a','activation':{'class_name':'ReLU',"
            + "'config':{'max_value':5.0}}}}",
        "file: layer a (Activation): activation: expected a function, found a layer of class"
            + " ReLU");
    assertRefused(
        "{'class_name':'ReLU','config':{'name':'r','threshold':0.5}}",
        "file: layer r (ReLU): threshold: expected 0, found 0.5");
    assertRefused(
        "{'class_name':'MaxPooling2D','config':{'name':'p','data_format':'channels_first'}}",
        "file: layer p (MaxPooling2D): data_format: expected channels_last, found"
            + " channels_first");
    assertRefused(
        "{'class_name':'BatchNormalization','config':{'name':'b','axis':1}}",
        "file: layer b (BatchNormalization): axis: expected the last axis, 3 or -1, found 1");
  }

  @Test
  void anOpenSizeIsAskedFor() throws Exception {
    String json =
        sequential("{'class_name':'GlobalMaxPooling2D','config':{'name':'g'}}")
            .replace("[null,1,2,3]", "[null,null,null,3]");
    assertThatThrownBy(() -> convert(json))
        .isInstanceOf(UnsupportedWeightsException.class)
        .hasMessage(
            "file: input: expected a size of the image, in the file or as an option, found"
                + " [null,null,null,3]");
    ReadOptions options = new ReadOptions(Optional.of(new ReadOptions.ImageSize(4, 5)), false);
    assertThat(convert(json, false, options).graph().input()).hasToString("4×5×3");
  }

  @Test
  void modelsThatCallEachOtherTwiceAreLimited() {
    String inner = sequential("{'class_name':'Dropout','config':{'name':'d'}}");
    for (int depth = 0; depth < 20; depth++) {
      inner =
          "{'class_name':'Functional','config':{'name':'f','layers':["
              + "{'class_name':'InputLayer','name':'i','config':{'name':'i',"
              + "'batch_input_shape':[null,1,2,3]},'inbound_nodes':[]},"
              + inner.replaceFirst(
                  "^\\{", "{'name':'n','inbound_nodes':[[['i',0,0,{}]]," + "[['n',0,0,{}]]],")
              + "],'input_layers':[['i',0,0]],'output_layers':[['n',1,0]]}}";
    }
    String json = inner;
    assertThatThrownBy(() -> convert(json))
        .isInstanceOf(UnsupportedWeightsException.class)
        .hasMessage("file: expected at most 65536 calls of layers, found more");
  }

  @Test
  void aCircleOfLayersIsRefused() {
    assertThatThrownBy(
            () ->
                convert(
                    "{'class_name':'Functional','config':{'name':'f','layers':["
                        + "{'class_name':'InputLayer','name':'i','config':{'name':'i',"
                        + "'batch_input_shape':[null,1,2,3]},'inbound_nodes':[]},"
                        + "{'class_name':'Dropout','name':'a','config':{'name':'a'},"
                        + "'inbound_nodes':[[['b',0,0,{}]]]},"
                        + "{'class_name':'Dropout','name':'b','config':{'name':'b'},"
                        + "'inbound_nodes':[[['a',0,0,{}]]]}],"
                        + "'input_layers':[['i',0,0]],'output_layers':[['b',0,0]]}}"))
        .isInstanceOf(MalformedWeightsException.class)
        .hasMessage(
            "file: model f: expected inputs that come from its input, found layer b without one");
  }

  private static void assertRefused(String layer, String message) {
    assertThatThrownBy(() -> convert(sequential(layer)))
        .isInstanceOf(UnsupportedWeightsException.class)
        .hasMessage(message);
  }

  private static String sequential(String layers) {
    return "{'class_name':'Sequential','config':{'name':'s','layers':[" + INPUT + layers + "]}}";
  }

  private static StoredWeight weight(String name, Shape shape, float... values) {
    return new StoredWeight(name, shape, () -> values);
  }

  private static FileModel convert(String json, StoredWeight... weights) throws Exception {
    List<StoredWeight> stored = new ArrayList<>(List.of(weights));
    return KerasGraph.convert(
        KerasModel.parse(bytes(json), "file"),
        model -> NamedWeights.assign(model, stored, "file"),
        false,
        ReadOptions.NONE,
        "file");
  }

  private static FileModel convert(String json, boolean kerasThree) throws Exception {
    return convert(json, kerasThree, ReadOptions.NONE);
  }

  private static FileModel convert(String json, boolean kerasThree, ReadOptions options)
      throws Exception {
    return KerasGraph.convert(
        KerasModel.parse(bytes(json), "file"),
        model -> NamedWeights.assign(model, List.of(), "file"),
        kerasThree,
        options,
        "file");
  }

  private static byte[] bytes(String json) {
    return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  private static float[] logits(FileModel model, float... image) {
    return new GraphExecutor(model.graph(), model.weights()::tensor).run(image).get("logits");
  }
}
