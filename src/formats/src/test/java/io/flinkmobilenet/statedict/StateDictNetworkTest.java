package io.flinkmobilenet.statedict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinkmobilenet.architecture.AlexNet;
import io.flinkmobilenet.architecture.Configuration;
import io.flinkmobilenet.architecture.DenseNet;
import io.flinkmobilenet.architecture.EfficientNet;
import io.flinkmobilenet.architecture.GoogLeNet;
import io.flinkmobilenet.architecture.ImageClasses;
import io.flinkmobilenet.architecture.InceptionResNetV2;
import io.flinkmobilenet.architecture.InceptionV3;
import io.flinkmobilenet.architecture.InceptionV4;
import io.flinkmobilenet.architecture.LeNet;
import io.flinkmobilenet.architecture.MnasNet;
import io.flinkmobilenet.architecture.MobileNetV1;
import io.flinkmobilenet.architecture.MobileNetV2;
import io.flinkmobilenet.architecture.MobileNetV3;
import io.flinkmobilenet.architecture.NasNet;
import io.flinkmobilenet.architecture.ResNeXt;
import io.flinkmobilenet.architecture.ResNet;
import io.flinkmobilenet.architecture.ResNetCifar;
import io.flinkmobilenet.architecture.ResNetV2;
import io.flinkmobilenet.architecture.ShuffleNet;
import io.flinkmobilenet.architecture.ShuffleNetV2;
import io.flinkmobilenet.architecture.SqueezeNet;
import io.flinkmobilenet.architecture.Vgg;
import io.flinkmobilenet.format.ReadOptions.ImageSize;
import io.flinkmobilenet.graph.Parameter;
import io.flinkmobilenet.network.Padding;
import io.flinkmobilenet.tensor.DType;
import io.flinkmobilenet.tensor.Shape;
import io.flinkmobilenet.weights.TensorTable;
import io.flinkmobilenet.weights.UnsupportedWeightsException;
import io.flinkmobilenet.weights.WeightsException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StateDictNetworkTest {
  private static final ImageSize SIZE = new ImageSize(96, 96);
  private static final ImageClasses IMAGE = new ImageClasses(96, 96, 7);

  static Stream<Arguments> networks() {
    List<Integer> small = List.of(64, 128, 256, 512);
    List<Integer> large = List.of(256, 512, 1024, 2048);
    return Stream.of(
        Arguments.of(MobileNetV2Names.TORCHVISION, mobileNet(1, Padding.SYMMETRIC, 1e-5, true)),
        Arguments.of(MobileNetV2Names.TORCHVISION, mobileNet(0.65, Padding.SYMMETRIC, 1e-5, true)),
        Arguments.of(MobileNetV2Names.TIMM, mobileNet(1.4, Padding.SYMMETRIC, 1e-5, true)),
        Arguments.of(
            MobileNetV2Names.HUGGING_FACE, mobileNet(0.5, Padding.TENSORFLOW, 1e-3, false)),
        Arguments.of(new MobileNetV1Names(), new MobileNetV1.Config(IMAGE, 0.25, 8, true, 1e-3)),
        Arguments.of(
            ResNetNames.TORCHVISION,
            new ResNet.Config(IMAGE, 64, small, List.of(2, 2, 2, 2), false, false)),
        Arguments.of(
            ResNetNames.TORCHVISION,
            new ResNet.Config(IMAGE, 64, large, List.of(3, 4, 23, 3), true, false)),
        Arguments.of(
            ResNetNames.HUGGING_FACE,
            new ResNet.Config(IMAGE, 64, large, List.of(3, 4, 6, 3), true, false)),
        Arguments.of(OwnNames.SQUEEZENET, SqueezeNet.Config.of(IMAGE)),
        squeezeNet(SqueezeNet.Version.V1_0, SqueezeNet.Bypass.NONE),
        squeezeNet(SqueezeNet.Version.V1_0, SqueezeNet.Bypass.COMPLEX),
        Arguments.of(OwnNames.RESNET_V2, ResNetV2.Config.of(IMAGE, List.of(3, 4, 6, 3))),
        Arguments.of(
            OwnNames.RESNET_V2,
            new ResNetV2.Config(IMAGE, 9, List.of(32, 64, 96), List.of(1, 2, 3))),
        Arguments.of(OwnNames.RESNET_CIFAR, new ResNetCifar.Config(IMAGE, 9)),
        Arguments.of(
            OwnNames.SHUFFLENET_V1,
            new ShuffleNet.Config(IMAGE, 3, List.of(24, 240, 480, 960), List.of(4, 8, 4))),
        Arguments.of(
            OwnNames.SHUFFLENET_V1,
            new ShuffleNet.Config(IMAGE, 1, List.of(24, 144, 288, 576), List.of(1, 2, 1))),
        Arguments.of(
            OwnNames.SHUFFLENET_V1,
            new ShuffleNet.Config(IMAGE, 8, List.of(48, 768, 1536, 3072), List.of(4, 8, 4))),
        Arguments.of(
            OwnNames.SHUFFLENET,
            new ShuffleNetV2.Config(
                IMAGE, List.of(24, 244, 488, 976, 2048), List.of(4, 8, 4), true)),
        Arguments.of(EarlyNames.ALEXNET, new AlexNet.Config(IMAGE, List.of(4, 5, 6, 7, 8), 9)),
        Arguments.of(EarlyNames.GOOGLENET, new GoogLeNet.Config(IMAGE, 3)),
        Arguments.of(EarlyNames.GOOGLENET, new GoogLeNet.Config(IMAGE, 5)),
        Arguments.of(InceptionNames.INCEPTION_V3, new InceptionV3.Config(IMAGE)),
        Arguments.of(InceptionNames.NASNET, new NasNet.Config(IMAGE, 32, 1056, 4)),
        Arguments.of(InceptionNames.NASNET, new NasNet.Config(IMAGE, 7, 96, 6)),
        Arguments.of(
            InceptionNames.INCEPTION_RESNET_V2,
            new InceptionResNetV2.Config(IMAGE, List.of(10, 20, 9))),
        Arguments.of(
            InceptionNames.INCEPTION_RESNET_V2,
            new InceptionResNetV2.Config(IMAGE, List.of(1, 2, 1))),
        Arguments.of(InceptionNames.INCEPTION_V4, new InceptionV4.Config(IMAGE, List.of(4, 7, 3))),
        Arguments.of(InceptionNames.INCEPTION_V4, new InceptionV4.Config(IMAGE, List.of(1, 2, 1))),
        Arguments.of(EarlyNames.LENET, new LeNet.Config(IMAGE, 1, 0, false, false)),
        Arguments.of(EarlyNames.LENET, new LeNet.Config(IMAGE, 3, 2, false, false)),
        Arguments.of(
            TorchvisionNames.DENSENET,
            new DenseNet.Config(IMAGE, 48, List.of(6, 12, 36, 24), 96, 4)),
        Arguments.of(
            TorchvisionNames.EARLY_DENSENET,
            new DenseNet.Config(IMAGE, 32, List.of(6, 12, 24, 16), 64, 4)),
        Arguments.of(TorchvisionNames.EFFICIENTNET, new EfficientNet.Config(IMAGE, 1, 1, 1e-5)),
        Arguments.of(TorchvisionNames.EFFICIENTNET, new EfficientNet.Config(IMAGE, 1.6, 2.2, 1e-3)),
        Arguments.of(TorchvisionNames.MNASNET, new MnasNet.Config(IMAGE, 1.3)),
        resNeXt(32, 8, false),
        resNeXt(1, 128, false),
        resNeXt(1, 64, true),
        resNeXt(32, 4, true),
        Arguments.of(
            TorchvisionNames.MOBILENET_V3,
            new MobileNetV3.Config(IMAGE, MobileNetV3.Variant.LARGE, 1)),
        Arguments.of(
            TorchvisionNames.MOBILENET_V3,
            new MobileNetV3.Config(IMAGE, MobileNetV3.Variant.SMALL, 0.75)),
        Arguments.of(TimmNames.EFFICIENTNET, new EfficientNet.Config(IMAGE, 1, 1.1, 1e-5)),
        Arguments.of(TimmNames.EFFICIENTNET, new EfficientNet.Config(IMAGE, 1.6, 2.2, 1e-5)),
        Arguments.of(TimmNames.MNASNET, new MnasNet.Config(IMAGE, 1)),
        Arguments.of(TimmNames.MNASNET, new MnasNet.Config(IMAGE, 0.75)),
        Arguments.of(
            TimmNames.MOBILENET_V3_LARGE,
            new MobileNetV3.Config(IMAGE, MobileNetV3.Variant.LARGE, 1, 1e-5)),
        Arguments.of(
            TimmNames.MOBILENET_V3_SMALL,
            new MobileNetV3.Config(IMAGE, MobileNetV3.Variant.SMALL, 1, 1e-5)),
        vgg(Vgg.Column.A, true),
        vgg(Vgg.Column.A_LRN, false),
        vgg(Vgg.Column.B, false),
        vgg(Vgg.Column.C, false),
        vgg(Vgg.Column.D, false),
        vgg(Vgg.Column.E, true));
  }

  private static Arguments resNeXt(int groups, int width, boolean excited) {
    List<Integer> channels = List.of(256, 512, 1024, 2048);
    return Arguments.of(
        TorchvisionNames.RESNEXT,
        new ResNeXt.Config(IMAGE, 64, channels, List.of(3, 4, 6, 3), groups, width, excited));
  }

  private static Arguments squeezeNet(SqueezeNet.Version version, SqueezeNet.Bypass bypass) {
    return Arguments.of(OwnNames.SQUEEZENET, new SqueezeNet.Config(IMAGE, version, bypass));
  }

  private static Arguments vgg(Vgg.Column column, boolean normalised) {
    return Arguments.of(
        EarlyNames.VGG, new Vgg.Config(IMAGE, column, normalised, List.of(4, 5, 6, 7, 8), 9));
  }

  private static Configuration mobileNet(
      double width, Padding padding, double epsilon, boolean fine) {
    return new MobileNetV2.Config(width, 96, 96, 7, padding, epsilon, fine, 6, true, 8, 8);
  }

  /** The tensors of a network, all zeros, which share the bytes of the largest one. */
  private static TensorTable tensors(Naming naming, Configuration configuration)
      throws WeightsException {
    List<Parameter> parameters = configuration.graph().parameters();
    int most = parameters.stream().mapToInt(it -> it.shape().elements()).max().orElseThrow();
    ByteBuffer zeros = ByteBuffer.allocate(most * DType.F16.bytes());
    TensorTable table = new TensorTable("file");
    for (Parameter parameter : parameters) {
      int bytes = parameter.shape().elements() * DType.F16.bytes();
      table.add(
          naming.tensor(parameter.name()), DType.F16, parameter.shape(), zeros.slice(0, bytes));
    }
    return table;
  }

  @ParameterizedTest
  @MethodSource("networks")
  void everyNetworkIsRecognised(Naming naming, Configuration configuration) throws Exception {
    TensorTable tensors = tensors(naming, configuration);

    for (Optional<String> architecture :
        List.of(Optional.<String>empty(), Optional.of(naming.modelType()))) {
      StateDictNetwork network = StateDictNetwork.recognise(tensors, "file", architecture, SIZE);
      assertThat(network.configuration()).isEqualTo(configuration);
      assertThat(network.notes().get(0)).contains(naming.title());
      assertThat(network.weights().names())
          .containsExactlyElementsOf(
              configuration.graph().parameters().stream().map(Parameter::name).toList());
      for (Parameter parameter : configuration.graph().parameters()) {
        assertThat(network.weights().shape(parameter.name())).isEqualTo(parameter.shape());
        assertThat(network.weights().dtype(parameter.name())).isEqualTo(DType.F16);
      }
    }
  }

  /** Names as the libraries' own documents list them. */
  @ParameterizedTest
  @CsvSource({
    "features.0.0.weight, mobilenet_v2.conv_stem.first_conv.convolution.weight",
    "features.0.1.running_var, mobilenet_v2.conv_stem.first_conv.normalization.running_var",
    "features.1.conv.0.0.weight, mobilenet_v2.conv_stem.conv_3x3.convolution.weight",
    "features.1.conv.1.weight, mobilenet_v2.conv_stem.reduce_1x1.convolution.weight",
    "features.1.conv.2.bias, mobilenet_v2.conv_stem.reduce_1x1.normalization.bias",
    "features.2.conv.0.0.weight, mobilenet_v2.layer.0.expand_1x1.convolution.weight",
    "features.17.conv.1.1.weight, mobilenet_v2.layer.15.conv_3x3.normalization.weight",
    "features.17.conv.3.weight, mobilenet_v2.layer.15.reduce_1x1.normalization.weight",
    "features.18.1.weight, mobilenet_v2.conv_1x1.normalization.weight",
    "classifier.1.bias, classifier.bias"
  })
  void torchvisionCountsTheLayersOfMobileNetV2(String file, String graph) {
    assertThat(MobileNetV2Names.TORCHVISION.tensor(graph)).isEqualTo(file);
  }

  /** Names as they are in the files that timm publishes. */
  @ParameterizedTest
  @CsvSource({
    "EFFICIENTNET, conv_stem.weight, features.0.0.weight",
    "EFFICIENTNET, bn1.running_mean, features.0.1.running_mean",
    "EFFICIENTNET, blocks.0.0.conv_dw.weight, features.1.0.block.0.0.weight",
    "EFFICIENTNET, blocks.0.1.bn1.bias, features.1.1.block.0.1.bias",
    "EFFICIENTNET, blocks.0.0.se.conv_reduce.bias, features.1.0.block.1.fc1.bias",
    "EFFICIENTNET, blocks.0.0.conv_pw.weight, features.1.0.block.2.0.weight",
    "EFFICIENTNET, blocks.0.0.bn2.weight, features.1.0.block.2.1.weight",
    "EFFICIENTNET, blocks.5.3.conv_pw.weight, features.6.3.block.0.0.weight",
    "EFFICIENTNET, blocks.5.3.bn1.weight, features.6.3.block.0.1.weight",
    "EFFICIENTNET, blocks.5.3.conv_dw.weight, features.6.3.block.1.0.weight",
    "EFFICIENTNET, blocks.5.3.se.conv_expand.weight, features.6.3.block.2.fc2.weight",
    "EFFICIENTNET, blocks.6.0.conv_pwl.weight, features.7.0.block.3.0.weight",
    "EFFICIENTNET, blocks.6.0.bn3.running_var, features.7.0.block.3.1.running_var",
    "EFFICIENTNET, conv_head.weight, features.8.0.weight",
    "EFFICIENTNET, bn2.weight, features.8.1.weight",
    "EFFICIENTNET, classifier.bias, classifier.1.bias",
    "MNASNET, conv_stem.weight, layers.0.weight",
    "MNASNET, bn1.bias, layers.1.bias",
    "MNASNET, blocks.0.0.conv_dw.weight, layers.3.weight",
    "MNASNET, blocks.0.0.bn1.weight, layers.4.weight",
    "MNASNET, blocks.0.0.conv_pw.weight, layers.6.weight",
    "MNASNET, blocks.0.0.bn2.weight, layers.7.weight",
    "MNASNET, blocks.1.0.conv_pw.weight, layers.8.0.layers.0.weight",
    "MNASNET, blocks.5.3.bn2.weight, layers.12.3.layers.4.weight",
    "MNASNET, blocks.6.0.conv_pwl.weight, layers.13.0.layers.6.weight",
    "MNASNET, conv_head.weight, layers.14.weight",
    "MNASNET, bn2.running_var, layers.15.running_var",
    "MNASNET, classifier.weight, classifier.1.weight",
    "MOBILENET_V3_LARGE, blocks.0.0.conv_dw.weight, features.1.block.0.0.weight",
    "MOBILENET_V3_LARGE, blocks.0.0.conv_pw.weight, features.1.block.1.0.weight",
    "MOBILENET_V3_LARGE, blocks.0.0.bn2.weight, features.1.block.1.1.weight",
    "MOBILENET_V3_LARGE, blocks.1.1.conv_pwl.weight, features.3.block.2.0.weight",
    "MOBILENET_V3_LARGE, blocks.2.0.se.conv_reduce.weight, features.4.block.2.fc1.weight",
    "MOBILENET_V3_LARGE, blocks.2.0.bn3.weight, features.4.block.3.1.weight",
    "MOBILENET_V3_LARGE, blocks.5.2.conv_dw.weight, features.15.block.1.0.weight",
    "MOBILENET_V3_LARGE, blocks.6.0.conv.weight, features.16.0.weight",
    "MOBILENET_V3_LARGE, blocks.6.0.bn1.weight, features.16.1.weight",
    "MOBILENET_V3_LARGE, conv_head.bias, classifier.0.bias",
    "MOBILENET_V3_LARGE, classifier.weight, classifier.3.weight",
    "MOBILENET_V3_SMALL, blocks.0.0.se.conv_expand.bias, features.1.block.1.fc2.bias",
    "MOBILENET_V3_SMALL, blocks.0.0.conv_pw.weight, features.1.block.2.0.weight",
    "MOBILENET_V3_SMALL, blocks.4.2.conv_pwl.weight, features.11.block.3.0.weight",
    "MOBILENET_V3_SMALL, blocks.5.0.conv.weight, features.12.0.weight"
  })
  void timmNamesInvertedResidualsByStageAndBlock(TimmNames naming, String file, String graph) {
    assertThat(naming.tensor(graph)).isEqualTo(file);
  }

  /** timm's MobileNetV3 has a 1×1 convolution where torchvision's has a dense layer. */
  @Test
  void aDenseLayerMayBeSavedAsAConvolution() throws Exception {
    Configuration configuration = new MobileNetV3.Config(IMAGE, MobileNetV3.Variant.SMALL, 1, 1e-5);
    TensorTable dense = tensors(TimmNames.MOBILENET_V3_SMALL, configuration);
    TensorTable saved = new TensorTable("file");
    for (String name : dense.names()) {
      Shape shape = dense.shape(name);
      boolean head = name.equals("conv_head.weight");
      Shape now = head ? Shape.of(shape.extent(0), shape.extent(1), 1, 1) : shape;
      saved.add(name, dense.dtype(name), now, dense.bytes(name));
    }

    StateDictNetwork network = StateDictNetwork.recognise(saved, "file", Optional.empty(), SIZE);

    assertThat(network.configuration()).isEqualTo(configuration);
    assertThat(network.weights().shape("classifier.0.weight")).isEqualTo(Shape.of(1024, 576));
    assertThat(network.weights().tensor("classifier.0.weight").shape())
        .isEqualTo(Shape.of(1024, 576));
  }

  @ParameterizedTest
  @CsvSource({
    "conv_stem.weight, mobilenet_v2.conv_stem.first_conv.convolution.weight",
    "bn1.running_mean, mobilenet_v2.conv_stem.first_conv.normalization.running_mean",
    "blocks.0.0.conv_dw.weight, mobilenet_v2.conv_stem.conv_3x3.convolution.weight",
    "blocks.0.0.bn2.weight, mobilenet_v2.conv_stem.reduce_1x1.normalization.weight",
    "blocks.1.0.conv_pw.weight, mobilenet_v2.layer.0.expand_1x1.convolution.weight",
    "blocks.1.1.bn2.weight, mobilenet_v2.layer.1.conv_3x3.normalization.weight",
    "blocks.2.0.conv_pwl.weight, mobilenet_v2.layer.2.reduce_1x1.convolution.weight",
    "blocks.6.0.bn3.bias, mobilenet_v2.layer.15.reduce_1x1.normalization.bias",
    "conv_head.weight, mobilenet_v2.conv_1x1.convolution.weight",
    "bn2.weight, mobilenet_v2.conv_1x1.normalization.weight",
    "classifier.weight, classifier.weight"
  })
  void timmCountsTheBlocksOfMobileNetV2(String file, String graph) {
    assertThat(MobileNetV2Names.TIMM.tensor(graph)).isEqualTo(file);
  }

  @ParameterizedTest
  @CsvSource({
    "conv1.weight, resnet.embedder.embedder.convolution.weight",
    "bn1.running_var, resnet.embedder.embedder.normalization.running_var",
    "layer1.0.conv1.weight, resnet.encoder.stages.0.layers.0.layer.0.convolution.weight",
    "layer4.2.bn3.bias, resnet.encoder.stages.3.layers.2.layer.2.normalization.bias",
    "layer2.0.downsample.0.weight, resnet.encoder.stages.1.layers.0.shortcut.convolution.weight",
    "layer2.0.downsample.1.bias, resnet.encoder.stages.1.layers.0.shortcut.normalization.bias",
    "fc.weight, classifier.1.weight"
  })
  void torchvisionNumbersTheLayersOfResNet(String file, String graph) {
    assertThat(ResNetNames.TORCHVISION.tensor(graph)).isEqualTo(file);
  }

  @ParameterizedTest
  @CsvSource({
    "features.conv0.weight, features.conv0.weight",
    "features.denseblock1.denselayer1.norm.1.weight, features.denseblock1.denselayer1.norm1.weight",
    "features.denseblock4.denselayer16.conv.2.weight, features.denseblock4.denselayer16.conv2.weight",
    "features.transition1.norm.bias, features.transition1.norm.bias",
    "features.norm5.running_var, features.norm5.running_var",
    "classifier.bias, classifier.bias"
  })
  void torchvisionsCheckpointsOfDenseNetHaveDotsBeforeNumbers(String file, String graph) {
    assertThat(TorchvisionNames.EARLY_DENSENET.tensor(graph)).isEqualTo(file);
  }

  @Test
  void smallImagesHaveAStemThatKeepsTheirSize() throws Exception {
    List<Integer> channels = List.of(24, 48, 96, 192, 1024);
    TensorTable tensors =
        tensors(
            OwnNames.SHUFFLENET,
            new ShuffleNetV2.Config(
                new ImageClasses(32, 32, 10), channels, List.of(4, 8, 4), false));

    StateDictNetwork network =
        StateDictNetwork.recognise(tensors, "file", Optional.empty(), new ImageSize(32, 32));

    assertThat(network.configuration().settings()).containsEntry("downsample_in_stem", false);
  }

  @ParameterizedTest
  @CsvSource({"fc.1., true", "fc.0., true", "head., false"})
  void aReplacedLastLayerIsFoundIfItIsTheOnlyOne(String layer, boolean found) throws Exception {
    Configuration configuration =
        new ResNet.Config(IMAGE, 64, List.of(64, 128), List.of(1, 1), false, false);
    TensorTable tensors = renamed(tensors(ResNetNames.TORCHVISION, configuration), "fc.", layer);

    if (found) {
      StateDictNetwork network =
          StateDictNetwork.recognise(tensors, "file", Optional.empty(), SIZE);
      assertThat(network.configuration()).isEqualTo(configuration);
      assertThat(network.notes())
          .contains("Tensor %sweight is taken for fc.weight.".formatted(layer));
    } else {
      assertThatThrownBy(() -> StateDictNetwork.recognise(tensors, "file", Optional.empty(), SIZE))
          .hasMessageContaining("missing fc.weight [1000, 128]");
    }
    tensors.add("fc.5.weight", DType.F32, Shape.of(7, 7), ByteBuffer.allocate(196));
    assertThatThrownBy(() -> StateDictNetwork.recognise(tensors, "file", Optional.empty(), SIZE))
        .isInstanceOf(UnsupportedWeightsException.class);
  }

  @Test
  void aLayerInThePlaceOfASequenceIsFound() throws Exception {
    Configuration configuration = mobileNet(0.5, Padding.SYMMETRIC, 1e-5, true);
    TensorTable tensors =
        renamed(
            tensors(MobileNetV2Names.TORCHVISION, configuration), "classifier.1.", "classifier.");

    assertThat(StateDictNetwork.recognise(tensors, "file", Optional.empty(), SIZE).configuration())
        .isEqualTo(configuration);
  }

  private static TensorTable renamed(TensorTable tensors, String before, String after)
      throws WeightsException {
    TensorTable renamed = new TensorTable("file");
    for (String name : tensors.names()) {
      String other = name.startsWith(before) ? after + name.substring(before.length()) : name;
      renamed.add(other, tensors.dtype(name), tensors.shape(name), tensors.bytes(name));
    }
    return renamed;
  }

  @Test
  void headsOfTrainingAreLeftOut() throws Exception {
    Configuration configuration = new GoogLeNet.Config(IMAGE, 3);
    TensorTable tensors = tensors(EarlyNames.GOOGLENET, configuration);
    tensors.add("aux1.fc2.bias", DType.F32, Shape.of(7), ByteBuffer.allocate(28));
    tensors.add("aux2.conv.bn.weight", DType.F32, Shape.of(1), ByteBuffer.allocate(4));

    StateDictNetwork network = StateDictNetwork.recognise(tensors, "file", Optional.empty(), SIZE);

    assertThat(network.configuration()).isEqualTo(configuration);
    assertThat(network.weights().names()).doesNotContain("aux1.fc2.bias", "aux2.conv.bn.weight");
    assertThat(network.notes())
        .contains("2 tensors of heads, which only training needs, were left out.");
    tensors.add("aux3.bias", DType.F32, Shape.of(1), ByteBuffer.allocate(4));
    assertThatThrownBy(() -> StateDictNetwork.recognise(tensors, "file", Optional.empty(), SIZE))
        .hasMessageContaining("unexpected aux3.bias");
  }

  @Test
  void theAuxiliaryHeadOfInceptionIsLeftOut() throws Exception {
    Configuration configuration = new InceptionV3.Config(IMAGE);
    TensorTable tensors = tensors(InceptionNames.INCEPTION_V3, configuration);
    tensors.add("AuxLogits.fc.bias", DType.F32, Shape.of(7), ByteBuffer.allocate(28));

    StateDictNetwork network = StateDictNetwork.recognise(tensors, "file", Optional.empty(), SIZE);

    assertThat(network.configuration()).isEqualTo(configuration);
    assertThat(network.weights().names()).doesNotContain("AuxLogits.fc.bias");
  }

  @Test
  void whatDoesNotMatchIsListed() throws Exception {
    Configuration configuration =
        new ResNet.Config(IMAGE, 64, List.of(64, 128, 256, 512), List.of(2, 2, 2, 2), false, false);
    TensorTable complete = tensors(ResNetNames.TORCHVISION, configuration);
    Set<String> left =
        complete.names().stream()
            .filter(name -> !name.startsWith("fc.bias"))
            .collect(Collectors.toSet());
    TensorTable tensors = new TensorTable("file");
    for (String name : complete.names()) {
      if (name.equals("bn1.weight")) {
        tensors.add(name, DType.F32, Shape.of(3), ByteBuffer.allocate(12));
      } else if (left.contains(name)) {
        tensors.add(name, complete.dtype(name), complete.shape(name), complete.bytes(name));
      }
    }
    tensors.add("layer1.0.se.fc1.weight\n", DType.F32, Shape.of(1), ByteBuffer.allocate(4));

    assertThatThrownBy(
            () -> StateDictNetwork.recognise(tensors, "file.pth", Optional.empty(), SIZE))
        .isInstanceOf(UnsupportedWeightsException.class)
        .hasMessageStartingWith("file.pth: expected the parameters of one of [")
        .hasMessageContaining("mobilenet_v1, ")
        .hasMessageContaining(
            "; best fit: torchvision's and timm's ResNet (resnet) matches 100 of 102 parameters,"
                + " missing fc.bias [7], different bn1.weight: expected [64], found [3],"
                + " unexpected layer1.0.se.fc1.weight?");
    assertThatThrownBy(
            () -> StateDictNetwork.recognise(tensors, "file", Optional.of("perceptron"), SIZE))
        .hasMessage(
            "file: architecture: expected one of "
                + StateDictNetwork.architectures()
                + ", found perceptron");
  }

  @Test
  void aNetworkThatTheImageIsTooSmallForIsRefused() throws Exception {
    TensorTable tensors = tensors(OwnNames.SQUEEZENET, SqueezeNet.Config.of(IMAGE));

    assertThatThrownBy(
            () ->
                StateDictNetwork.recognise(
                    tensors, "file", Optional.of("squeezenet"), new ImageSize(2, 2)))
        .isInstanceOf(UnsupportedWeightsException.class)
        .hasMessageContaining("; torchvision's SqueezeNet: ");
  }

  @ParameterizedTest
  @CsvSource({
    "densenet, features.denseblock1.denselayer1.conv1.weight, features.denseblock1.denselayer1.conv2.weight",
    "resnext, layer1.0.conv2.weight, layer1.0.conv3.weight"
  })
  void tensorsWithoutValuesAreRefused(String type, String first, String second) throws Exception {
    TensorTable tensors = new TensorTable("file");
    tensors.add(first, DType.F32, Shape.of(0, 0, 1, 1), ByteBuffer.allocate(0));
    tensors.add(second, DType.F32, Shape.of(0, 0, 1, 1), ByteBuffer.allocate(0));

    assertThatThrownBy(() -> StateDictNetwork.recognise(tensors, "file", Optional.of(type), SIZE))
        .isInstanceOf(UnsupportedWeightsException.class)
        .hasMessageContaining(" out of range: 0");
  }

  @Test
  void nothingIsRefusedAsNothing() {
    assertThatThrownBy(
            () ->
                StateDictNetwork.recognise(new TensorTable("file"), "file", Optional.empty(), SIZE))
        .isInstanceOf(UnsupportedWeightsException.class)
        .hasMessageEndingWith("found 0 tensors, the first of them []; none fits at all");
  }
}
