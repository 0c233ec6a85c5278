package io.flinkmobilenet.keras;

import io.flinkmobilenet.weights.UnsupportedWeightsException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The converters of all supported layers, by the name of the layer's class. */
final class LayerConverters {
  private static final Map<String, LayerConverter> CONVERTERS = new HashMap<>();

  /** Layers that do nothing when a network is applied. */
  private static final List<String> TRAINING_ONLY =
      List.of(
          "Dropout",
          "SpatialDropout2D",
          "AlphaDropout",
          "GaussianDropout",
          "GaussianNoise",
          "ActivityRegularization",
          "RandomFlip",
          "RandomRotation",
          "RandomZoom",
          "RandomContrast",
          "RandomBrightness",
          "RandomTranslation",
          "RandomHeight",
          "RandomWidth");

  static {
    add(LayerContext::input, "InputLayer");
    add(ShapeLayers::trainingOnly, TRAINING_ONLY.toArray(String[]::new));
    // Keras 1 calls a convolution Convolution2D, and so do aliases of Keras 2.
    add(ConvolutionLayers::convolution, "Conv2D", "Convolution2D", "AtrousConvolution2D");
    add(ConvolutionLayers::depthwise, "DepthwiseConv2D", "DepthwiseConvolution2D");
    add(ConvolutionLayers::separable, "SeparableConv2D", "SeparableConvolution2D");
    add(DenseLayers::dense, "Dense");
    add(
        NormalisationLayers::batch,
        "BatchNormalization",
        "BatchNormalizationV1",
        "BatchNormalizationV2",
        "SyncBatchNormalization");
    add(NormalisationLayers::rescaling, "Rescaling");
    add(NormalisationLayers::normalization, "Normalization");
    add(ActivationLayers::activation, "Activation");
    add(ActivationLayers::relu, "ReLU");
    add(ActivationLayers::leaky, "LeakyReLU");
    add(ActivationLayers::elu, "ELU");
    add(ActivationLayers::parametric, "PReLU");
    add(ActivationLayers::softmax, "Softmax");
    add(PoolingLayers::largest, "MaxPooling2D", "MaxPool2D");
    add(PoolingLayers::average, "AveragePooling2D", "AvgPool2D");
    add(PoolingLayers::globalLargest, "GlobalMaxPooling2D", "GlobalMaxPool2D");
    add(PoolingLayers::globalAverage, "GlobalAveragePooling2D", "GlobalAvgPool2D");
    add(ShapeLayers::flatten, "Flatten");
    add(ShapeLayers::reshape, "Reshape");
    add(ShapeLayers::zeroPadding, "ZeroPadding2D");
    add(ShapeLayers::cropping, "Cropping2D");
    add(ShapeLayers::upSampling, "UpSampling2D");
    add(ShapeLayers::resizing, "Resizing");
    add(MergeLayers::add, "Add");
    add(MergeLayers::subtract, "Subtract");
    add(MergeLayers::multiply, "Multiply");
    add(MergeLayers::divide, "TrueDivide", "Divide");
    add(MergeLayers::average, "Average");
    add(MergeLayers::largest, "Maximum");
    add(MergeLayers::least, "Minimum");
    add(MergeLayers::concatenate, "Concatenate");
    add(MergeLayers::merge, "Merge");
    add(OperatorLayers::lambda, "TFOpLambda");
    add(OperatorLayers::function, OperatorLayers.FUNCTIONS);
  }

  private LayerConverters() {}

  private static void add(LayerConverter converter, String... types) {
    for (String type : types) {
      CONVERTERS.put(type, converter);
    }
  }

  /** Returns the converter of a layer. */
  static LayerConverter named(KerasLayer layer, String where) throws UnsupportedWeightsException {
    LayerConverter converter = CONVERTERS.get(layer.type());
    if (converter == null) {
      throw new UnsupportedWeightsException(
          "%s: %s: expected a layer that is supported, found class %s"
              .formatted(
                  where,
                  layer,
                  layer.type().equals("Lambda")
                      ? "Lambda, which is Python code"
                      : brief(layer.type())));
    }
    return converter;
  }

  private static String brief(String text) {
    return text.length() > 80 ? text.substring(0, 80) + "…" : text;
  }
}
