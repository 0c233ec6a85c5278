package io.flinkmobilenet.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.flinkmobilenet.Reference;
import io.flinkmobilenet.image.ImageDecoder;
import io.flinkmobilenet.image.ImageLimits;
import io.flinkmobilenet.kernel.KernelProvider;
import io.flinkmobilenet.model.InvalidModelException;
import io.flinkmobilenet.model.ModelArtifact;
import io.flinkmobilenet.network.Classifier;
import io.flinkmobilenet.simd.KernelChoice;
import io.flinkmobilenet.statedict.StateDictNetwork;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every file of the reference is used as a model: it classifies an image, or it is refused with a
 * reason in one line. A file that is in neither list makes the test fail.
 */
class ReferenceFilesTest {
  private static final String INCEPTION = "preprocessing=inception";
  private static final String TORCHVISION = "preprocessing=torchvision";
  private static final String UNIT = "mean=0 std=1";
  private static final float TOLERANCE = 1e-4f;

  /** Begins the message for a file that is no model; the rest depends on what it is. */
  private static final String NO_MODEL = "expected ";

  /** Files, and what the user has to say of them. */
  private static final Map<String, String> READ =
      Map.ofEntries(
          Map.entry("models/birds", ""),
          Map.entry("models/birds/model.safetensors", INCEPTION),
          Map.entry("models/imagenet", ""),
          Map.entry("models/imagenet/model.safetensors", INCEPTION),
          Map.entry("models/imagenet-keras.weights.h5", INCEPTION),
          Map.entry("models/imagenet.onnx", INCEPTION),
          Map.entry("models/imagenet.tflite", INCEPTION),
          Map.entry("models/mobilenet_v2_0.35_96-untrained.pth", TORCHVISION + " crop=96"),
          Map.entry("other/cifar10_shufflenetv2_x0_5-1308b4e9.pt", TORCHVISION + " crop=32"),
          Map.entry("other/graphs/light_bvlc_alexnet.onnx", "preprocessing=caffe"),
          Map.entry("other/graphs/light_densenet121.onnx", TORCHVISION),
          Map.entry("other/graphs/light_inception_v1.onnx", TORCHVISION),
          Map.entry("other/graphs/light_inception_v2.onnx", TORCHVISION),
          Map.entry("other/graphs/light_resnet50.onnx", TORCHVISION),
          Map.entry("other/graphs/light_shufflenet.onnx", TORCHVISION),
          Map.entry("other/graphs/light_squeezenet.onnx", TORCHVISION),
          Map.entry("other/graphs/light_vgg19.onnx", TORCHVISION),
          Map.entry("other/graphs/light_zfnet512.onnx", TORCHVISION),
          Map.entry("other/mnist-8.onnx", UNIT),
          Map.entry("other/mnist.keras", UNIT),
          Map.entry("other/mobilenet_v1_0.25_224.h5", INCEPTION),
          Map.entry("other/mobilenet_v1_0.25_224_1_default_1.tflite", INCEPTION),
          Map.entry("other/resnet20-12fca82f.th", TORCHVISION),
          Map.entry("other/teachable-machine-image-model.zip", ""),
          Map.entry("other/teachable-machine-keras.h5", "preprocessing=teachable-machine"),
          Map.entry("other/vww_96.h5", UNIT),
          Map.entry("other/vww_96_float.tflite", UNIT));

  /** Files, and the reason for which they are refused. */
  private static final Map<String, String> REFUSED =
      Map.ofEntries(
          Map.entry("models/LICENSE", NO_MODEL),
          Map.entry("models/birds/config.json", NO_MODEL),
          Map.entry("models/birds/preprocessor_config.json", NO_MODEL),
          Map.entry("models/imagenet/config.json", NO_MODEL),
          Map.entry("models/imagenet/preprocessor_config.json", NO_MODEL),
          Map.entry(
              "other/4_0_0_80x80_MiniFASNetV1SE.pth",
              "expected the parameters of one of "
                  + StateDictNetwork.architectures()
                  + ", found 370 tensors, "),
          Map.entry("other/README.md", NO_MODEL),
          Map.entry("other/burger.jpg", NO_MODEL),
          Map.entry(
              "other/ch_ppocr_mobile_v2.0_cls_infer.onnx",
              "input x: expected the size of the image, which the file leaves open; give it with"
                  + " --crop, found [open, 3, open, open]"),
          Map.entry("other/mnist_modelConfig.json", NO_MODEL),
          Map.entry(
              "other/mnist_weights_only.h5",
              "expected an attribute model_config, or the model's JSON in mnist_weights_only.json"
                  + " or in --architecture FILE.json, found weights alone"));

  /** What some of the files above need to be read. */
  private static final Map<String, String> READ_WITH_MORE =
      Map.of(
          "other/ch_ppocr_mobile_v2.0_cls_infer.onnx",
          INCEPTION + " crop=48",
          "other/mnist_weights_only.h5",
          UNIT + " architecture=other/mnist_modelConfig.json");

  /** Index of the class cheeseburger, in the models that have it, with and without a background. */
  private static final Map<String, Integer> CHEESEBURGER =
      Map.of(
          "models/imagenet", 934,
          "models/imagenet/model.safetensors", 934,
          "models/imagenet-keras.weights.h5", 933,
          "models/imagenet.onnx", 934,
          "models/imagenet.tflite", 934,
          "other/mobilenet_v1_0.25_224.h5", 933,
          "other/mobilenet_v1_0.25_224_1_default_1.tflite", 934);

  static Stream<Arguments> read() {
    return Stream.of(READ, READ_WITH_MORE)
        .flatMap(files -> new TreeMap<>(files).entrySet().stream())
        .map(file -> Arguments.of(file.getKey(), file.getValue()));
  }

  static Stream<String> refused() {
    return REFUSED.keySet().stream().sorted();
  }

  @Test
  void everyFileIsInOneOfTheLists() throws Exception {
    Path reference = Reference.require();
    TreeSet<String> found = new TreeSet<>();
    for (String folder : List.of("models", "other")) {
      try (Stream<Path> files = Files.walk(reference.resolve(folder))) {
        files
            .filter(Files::isRegularFile)
            .forEach(file -> found.add(reference.relativize(file).toString()));
      }
    }
    TreeSet<String> listed = new TreeSet<>(READ.keySet());
    listed.addAll(REFUSED.keySet());
    listed.removeIf(path -> Files.isDirectory(reference.resolve(path)));
    assertThat(listed).isEqualTo(found);
  }

  @ParameterizedTest
  @MethodSource("read")
  void aModelClassifiesAnImage(String file, String options) throws Exception {
    ModelArtifact model = model(file, options);

    Classifier classifier = classified(model);

    double sum = 0;
    for (float probability : classifier.probabilities()) {
      assertThat(probability).isBetween(0f, 1f);
      sum += probability;
    }
    assertThat(sum).isCloseTo(1, within(1e-3));
    assertThat(model.labels()).hasSameSizeAs(classifier.logits());
    if (CHEESEBURGER.containsKey(file)) {
      assertThat(classifier.topK(1).get(0).index()).isEqualTo(CHEESEBURGER.get(file));
    }
  }

  @ParameterizedTest
  @MethodSource("refused")
  void anotherFileIsRefusedInOneLine(String file) {
    Path path = Reference.require().resolve(file);
    assertThatThrownBy(() -> model(file, INCEPTION))
        .isInstanceOf(InvalidModelException.class)
        .message()
        .doesNotContain("\n")
        .startsWith(path + ": " + REFUSED.get(file));
  }

  /** The readers' own tests compare with golden logits; here the same image takes the whole way. */
  @ParameterizedTest
  @CsvSource({
    "models/imagenet, models/imagenet/model.safetensors, 0",
    "models/imagenet, models/imagenet.onnx, 0",
    "models/imagenet, models/imagenet.tflite, 0",
    "models/imagenet, models/imagenet-keras.weights.h5, 1",
    "models/birds, models/birds/model.safetensors, 0",
    "other/vww_96.h5, other/vww_96_float.tflite, 0"
  })
  void theSameNetworkGivesTheSameLogits(String file, String other, int firstClass)
      throws Exception {
    float[] logits = classified(model(file, READ.get(file))).logits();
    float[] others = classified(model(other, READ.get(other))).logits();

    assertThat(others)
        .containsExactly(Arrays.copyOfRange(logits, firstClass, logits.length), within(TOLERANCE));
  }

  private static ModelArtifact model(String file, String options) throws Exception {
    return ModelReader.read(Reference.require().resolve(file), options(options));
  }

  private static Classifier classified(ModelArtifact model) throws Exception {
    byte[] burger = Files.readAllBytes(Reference.require().resolve("other/burger.jpg"));
    Classifier classifier = new Classifier(model.compile(KernelProvider.select(KernelChoice.AUTO)));
    classifier.run(
        new ImageDecoder(ImageLimits.DEFAULT)
            .decode(burger, model.preprocessing().geometry())
            .rgb());
    return classifier;
  }

  private static ImportOptions options(String text) {
    Map<String, String> said = new TreeMap<>();
    for (String option : text.split(" ")) {
      int equals = option.indexOf('=');
      if (equals > 0) {
        said.put(option.substring(0, equals), option.substring(equals + 1));
      }
    }
    return new ImportOptions(
        Optional.empty(),
        Optional.ofNullable(said.get("preprocessing")),
        Optional.empty(),
        Optional.empty(),
        Optional.ofNullable(said.get("crop")).map(Integer::valueOf),
        channels(said.get("mean")),
        channels(said.get("std")),
        Optional.ofNullable(said.get("architecture"))
            .map(name -> Reference.require().resolve(name).toString()),
        false);
  }

  private static Optional<List<Float>> channels(String value) {
    return Optional.ofNullable(value).map(Float::valueOf).map(one -> List.of(one, one, one));
  }
}
