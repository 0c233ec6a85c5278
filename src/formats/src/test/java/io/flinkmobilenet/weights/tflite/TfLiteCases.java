package io.flinkmobilenet.weights.tflite;

import static io.flinkmobilenet.weights.tflite.TfLiteBytes.number;
import static io.flinkmobilenet.weights.tflite.TfLiteBytes.octet;
import static io.flinkmobilenet.weights.tflite.TfLiteBytes.real;

import io.flinkmobilenet.weights.tflite.TfLiteBytes.Field;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * Small files, one per operator and way of writing it; each begins with a convolution of an image
 * of 8×8 and ends with all values of a map in a row. The main method writes them into a folder, for
 * ImportAgreement in the profile bench.
 */
final class TfLiteCases {
  private static final int SIZE = 8;
  private static final int CHANNELS = 6;

  private final TfLiteBytes file = new TfLiteBytes();
  private final int image = file.map(1, SIZE, SIZE, 3);
  private int[] shape = {1, SIZE, SIZE, CHANNELS};

  private TfLiteCases() {}

  public static void main(String[] args) throws IOException {
    for (Map.Entry<String, byte[]> file : all().entrySet()) {
      Files.write(Path.of(args[0]).resolve(file.getKey() + ".tflite"), file.getValue());
    }
  }

  static Map<String, byte[]> all() {
    Map<String, ToIntFunction<TfLiteCases>> cases = new TreeMap<>();
    addWindows(cases);
    addElements(cases);
    addChannels(cases);
    Map<String, byte[]> files = new TreeMap<>();
    cases.forEach((name, operators) -> files.put(name, new TfLiteCases().whole(operators)));
    return files;
  }

  private byte[] whole(ToIntFunction<TfLiteCases> operators) {
    int result = operators.applyAsInt(this);
    int elements = 1;
    for (int extent : shape) {
      elements *= extent;
    }
    int flat =
        file.add(
            OperatorKind.RESHAPE,
            17,
            new Field[] {},
            new int[] {1, elements},
            result,
            file.integers(1, elements));
    return file.toBytes(image, flat);
  }

  private int convolution() {
    return convolution(0, 1, 0, file.weights(CHANNELS, 3, 3, 3));
  }

  private int convolution(int padding, int stride, int activation, int weights) {
    return file.add(
        OperatorKind.CONV_2D,
        1,
        new Field[] {octet(padding), number(stride), number(stride), octet(activation)},
        shape,
        image,
        weights,
        file.weights(CHANNELS));
  }

  private int of(OperatorKind kind, int type, Field[] options, int... inputs) {
    return file.add(kind, type, options, shape, inputs);
  }

  private TfLiteCases shaped(int... extents) {
    shape = extents;
    return this;
  }

  private static void addWindows(Map<String, ToIntFunction<TfLiteCases>> cases) {
    cases.put("conv", TfLiteCases::convolution);
    cases.put(
        "conv_stride",
        it -> it.shaped(1, 4, 4, 6).convolution(0, 2, 3, it.file.weights(6, 3, 3, 3)));
    cases.put(
        "conv_valid",
        it -> it.shaped(1, 6, 7, 6).convolution(1, 1, 1, it.file.weights(6, 3, 2, 3)));
    cases.put(
        "depthwise",
        it -> {
          int sums = it.convolution();
          Field[] options = {octet(0), number(2), number(2), number(2), octet(3)};
          int weights = it.file.weights(1, 3, 3, 12);
          return it.shaped(1, 4, 4, 12)
              .of(OperatorKind.DEPTHWISE_CONV_2D, 2, options, sums, weights, it.file.weights(12));
        });
    cases.put(
        "depthwise_dilated",
        it -> {
          int sums = it.convolution();
          Field[] options = {
            octet(0), number(1), number(1), number(1), octet(0), number(2), number(2)
          };
          int weights = it.file.weights(1, 3, 3, 6);
          return it.of(
              OperatorKind.DEPTHWISE_CONV_2D, 2, options, sums, weights, it.file.weights(6));
        });
    for (OperatorKind kind :
        new OperatorKind[] {OperatorKind.AVERAGE_POOL_2D, OperatorKind.MAX_POOL_2D}) {
      cases.put(
          kind + "_same",
          it -> {
            int sums = it.convolution();
            Field[] options = {octet(0), number(2), number(2), number(3), number(3), octet(1)};
            return it.shaped(1, 4, 4, 6).of(kind, 5, options, sums);
          });
      cases.put(
          kind + "_valid",
          it -> {
            int sums = it.convolution();
            Field[] options = {octet(1), number(1), number(2), number(3), number(2), octet(0)};
            return it.shaped(1, 4, 6, 6).of(kind, 5, options, sums);
          });
    }
    cases.put(
        "mean",
        it -> {
          int sums = it.convolution();
          return it.shaped(1, 6)
              .of(OperatorKind.MEAN, 27, new Field[] {octet(0)}, sums, it.file.integers(1, 2));
        });
    cases.put(
        "sum_kept",
        it -> {
          int sums = it.convolution();
          return it.shaped(1, 1, 1, 6)
              .of(OperatorKind.SUM, 27, new Field[] {octet(1)}, sums, it.file.integers(1, 2));
        });
    cases.put(
        "pad",
        it -> {
          int sums = it.convolution();
          int pads = it.file.integers(new int[] {0, 0, 1, 2, 3, 0, 0, 0}, 4, 2);
          return it.shaped(1, 11, 11, 6).of(OperatorKind.PAD, 22, new Field[] {}, sums, pads);
        });
    cases.put(
        "pad_pool",
        it -> {
          int sums = it.convolution();
          int pads = it.file.integers(new int[] {0, 0, 1, 1, 1, 1, 0, 0}, 4, 2);
          int padded = it.shaped(1, 10, 10, 6).of(OperatorKind.PAD, 22, new Field[] {}, sums, pads);
          Field[] options = {octet(1), number(2), number(2), number(3), number(3), octet(0)};
          return it.shaped(1, 4, 4, 6).of(OperatorKind.AVERAGE_POOL_2D, 5, options, padded);
        });
    cases.put(
        "pad_value",
        it -> {
          int sums = it.convolution();
          int pads = it.file.integers(new int[] {0, 0, 1, 0, 0, 1, 0, 0}, 4, 2);
          return it.shaped(1, 9, 9, 6)
              .of(OperatorKind.PADV2, 43, new Field[] {}, sums, pads, it.file.scalar(0.5f));
        });
    for (int corners = 0; corners < 2; corners++) {
      for (int half = 0; half < 2 - corners; half++) {
        Field[] bilinear = {null, null, octet(corners), octet(half)};
        Field[] nearest = {octet(corners), octet(half)};
        cases.put(
            "bilinear_" + corners + half,
            it -> {
              int sums = it.convolution();
              return it.shaped(1, 13, 5, 6)
                  .of(OperatorKind.RESIZE_BILINEAR, 15, bilinear, sums, it.file.integers(13, 5));
            });
        if (corners == 0) {
          cases.put(
              "nearest_" + corners + half,
              it -> {
                int sums = it.convolution();
                return it.shaped(1, 16, 24, 6)
                    .of(
                        OperatorKind.RESIZE_NEAREST_NEIGHBOR,
                        74,
                        nearest,
                        sums,
                        it.file.integers(16, 24));
              });
        }
      }
    }
  }

  private static void addElements(Map<String, ToIntFunction<TfLiteCases>> cases) {
    OperatorKind[] plain = {
      OperatorKind.RELU,
      OperatorKind.RELU6,
      OperatorKind.RELU_N1_TO_1,
      OperatorKind.LOGISTIC,
      OperatorKind.TANH,
      OperatorKind.HARD_SWISH,
      OperatorKind.ELU,
      OperatorKind.NEG
    };
    for (OperatorKind kind : plain) {
      cases.put("act_" + kind, it -> it.of(kind, 0, null, it.convolution()));
    }
    for (int approximate = 0; approximate < 2; approximate++) {
      Field[] options = {octet(approximate)};
      cases.put(
          "gelu_" + approximate, it -> it.of(OperatorKind.GELU, 116, options, it.convolution()));
    }
    for (OperatorKind kind : new OperatorKind[] {OperatorKind.MAXIMUM, OperatorKind.MINIMUM}) {
      cases.put(
          "maps_" + kind,
          it -> {
            int sums = it.convolution();
            int gate = it.of(OperatorKind.LOGISTIC, 0, null, sums);
            return it.of(kind, 39, new Field[] {}, sums, gate);
          });
    }
    cases.put(
        "leaky",
        it -> it.of(OperatorKind.LEAKY_RELU, 75, new Field[] {real(0.3f)}, it.convolution()));
    cases.put(
        "prelu",
        it -> {
          int sums = it.convolution();
          return it.of(OperatorKind.PRELU, 0, null, sums, it.file.weights(1, 1, 6));
        });
    cases.put(
        "silu",
        it -> {
          int sums = it.convolution();
          int gate = it.of(OperatorKind.LOGISTIC, 0, null, sums);
          return it.of(OperatorKind.MUL, 21, new Field[] {}, sums, gate);
        });
    cases.put(
        "hard_swish_parts",
        it -> {
          int sums = it.convolution();
          Field[] relu6 = {octet(3)};
          int gate = it.of(OperatorKind.ADD, 11, relu6, sums, it.file.scalar(3));
          int sixth = it.of(OperatorKind.MUL, 21, new Field[] {}, gate, it.file.scalar(1 / 6f));
          return it.of(OperatorKind.MUL, 21, new Field[] {}, sums, sixth);
        });
    cases.put(
        "arithmetic",
        it -> {
          int sums = it.convolution();
          int scaled = it.of(OperatorKind.MUL, 21, new Field[] {}, sums, it.file.weights(6));
          int less =
              it.of(OperatorKind.SUB, 28, new Field[] {}, scaled, it.file.weights(1, 1, 1, 6));
          int both = it.of(OperatorKind.SUB, 28, new Field[] {octet(1)}, less, sums);
          int part = it.of(OperatorKind.DIV, 29, new Field[] {}, both, it.file.scalar(3));
          return it.of(OperatorKind.ADD, 11, new Field[] {octet(2)}, part, sums);
        });
    cases.put(
        "squeeze_and_excitation",
        it -> {
          int sums = it.convolution();
          int mean =
              it.shaped(1, 1, 1, 6)
                  .of(OperatorKind.MEAN, 27, new Field[] {octet(1)}, sums, it.file.integers(1, 2));
          int gate = it.of(OperatorKind.LOGISTIC, 0, null, mean);
          return it.shaped(1, 8, 8, 6).of(OperatorKind.MUL, 21, new Field[] {}, sums, gate);
        });
    cases.put(
        "half",
        it -> {
          ByteBuffer halves = ByteBuffer.allocate(324).order(ByteOrder.LITTLE_ENDIAN);
          for (int i = 0; halves.hasRemaining(); i++) {
            halves.putShort((short) (0x3400 + 37 * i % 900 + (i % 3 == 0 ? 0x8000 : 0)));
          }
          int stored = it.file.tensor(TfLiteBytes.FLOAT16, halves.array(), 6, 3, 3, 3);
          int[] shape = {6, 3, 3, 3};
          int weights = it.file.add(OperatorKind.DEQUANTIZE, 46, new Field[] {}, shape, stored);
          return it.convolution(0, 1, 0, weights);
        });
  }

  private static void addChannels(Map<String, ToIntFunction<TfLiteCases>> cases) {
    cases.put(
        "dense",
        it -> {
          int sums = it.convolution();
          int weights = it.file.weights(5, 384);
          return it.shaped(1, 5)
              .of(OperatorKind.FULLY_CONNECTED, 8, new Field[] {octet(1)}, sums, weights);
        });
    cases.put(
        "concatenation",
        it -> {
          int sums = it.convolution();
          Field[] options = {number(-1), octet(0)};
          return it.shaped(1, 8, 8, 9).of(OperatorKind.CONCATENATION, 10, options, sums, it.image);
        });
    cases.put(
        "shuffle",
        it -> {
          int sums = it.convolution();
          int[] parts = {1, 8, 8, 2, 3};
          int[] turned = {1, 8, 8, 3, 2};
          int split =
              it.file.add(
                  OperatorKind.RESHAPE, 17, new Field[] {}, parts, sums, it.file.integers(parts));
          int swapped =
              it.file.add(
                  OperatorKind.TRANSPOSE,
                  26,
                  new Field[] {},
                  turned,
                  split,
                  it.file.integers(0, 1, 2, 4, 3));
          return it.of(
              OperatorKind.RESHAPE, 17, new Field[] {}, swapped, it.file.integers(1, 8, 8, 6));
        });
    cases.put(
        "split",
        it -> {
          int sums = it.convolution();
          int first = it.file.map(1, 8, 8, 3);
          int second = it.file.map(1, 8, 8, 3);
          int axis = it.file.integers(new int[] {3});
          it.file.operator(
              OperatorKind.SPLIT,
              35,
              new Field[] {number(2)},
              new int[] {first, second},
              axis,
              sums);
          Field[] options = {number(3), octet(0)};
          return it.of(OperatorKind.CONCATENATION, 10, options, second, first);
        });
    cases.put(
        "strided_slice",
        it -> {
          int sums = it.convolution();
          Field[] options = {number(7), number(15)};
          return it.shaped(1, 4, 4, 4)
              .of(
                  OperatorKind.STRIDED_SLICE,
                  32,
                  options,
                  sums,
                  it.file.integers(0, 0, 0, 2),
                  it.file.integers(0, 0, 0, 0),
                  it.file.integers(1, 2, 2, 1));
        });
    cases.put(
        "lrn",
        it -> {
          int sums = it.convolution();
          Field[] options = {number(1), real(1.5f), real(0.4f), real(0.6f)};
          return it.of(OperatorKind.LOCAL_RESPONSE_NORMALIZATION, 13, options, sums);
        });
  }
}
