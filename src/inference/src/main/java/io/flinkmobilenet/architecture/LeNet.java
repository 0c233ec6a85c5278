package io.flinkmobilenet.architecture;

import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.graph.Arithmetic;
import io.flinkmobilenet.graph.ChannelSlice;
import io.flinkmobilenet.graph.Convolution;
import io.flinkmobilenet.graph.Dense;
import io.flinkmobilenet.graph.Flatten;
import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.graph.GraphBuilder;
import io.flinkmobilenet.graph.LocalResponseNormalisation;
import io.flinkmobilenet.graph.Pool;
import io.flinkmobilenet.graph.Reduction;
import io.flinkmobilenet.graph.Window;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * LeNet-5 as data, with the names of the parameters in PyTorch's tutorial. For an image of 32×32:
 *
 * <pre>
 * C1  conv1  convolution 5×5   28×28×6
 * S2         pool 2×2          14×14×6
 * C3  conv2  convolution 5×5   10×10×16
 * S4         pool 2×2            5×5×16
 * C5  fc1    dense                  120
 * F6  fc2    dense                   84
 *     fc3    dense                   10
 * </pre>
 *
 * <p>As in every later implementation, C3 reads all maps of S2, pools have no parameters, and the
 * last layer is dense and not one of radial basis functions; so 61,706 parameters take the place of
 * the paper's 60,000.
 *
 * <p>This project defines the {@code config.json}. {@code activation} of all layers but the last is
 * "tanh" if absent, or "relu"; {@code pooling} is "average" if absent, or "max"; {@code padding} of
 * the first convolution is 0 if absent, and 2 for images of 28×28. {@code num_channels} is 1 if
 * absent: the network sees 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601), which of a grey image is the
 * image itself; with 3 it reads the colours.
 *
 * @see <a href="https://doi.org/10.1109/5.726791">LeCun et al. 1998, Gradient-Based Learning
 *     Applied to Document Recognition, section II.B</a>
 * @see <a
 *     href="https://pytorch.org/tutorials/beginner/blitz/neural_networks_tutorial.html">PyTorch's
 *     tutorial, with ReLU and max pools</a>
 */
public final class LeNet implements Architecture {
  private static final int RGB = 3;
  private static final int GREY = 1;
  private static final int MAX_PADDING = 4;
  private static final String TANH = "tanh";
  private static final String AVERAGE = "average";

  @Override
  public String modelType() {
    return "lenet";
  }

  @Override
  public Optional<Publication> publication() {
    ImageClasses digits = new ImageClasses(32, 32, 10);
    return Optional.of(
        new Publication(
            "LeCun et al. 1998",
            "https://doi.org/10.1109/5.726791",
            "PyTorch's tutorial",
            List.of(
                new PublishedNetwork("LeNet-5", new Config(digits, GREY, 0, true, true)),
                new PublishedNetwork(
                    "LeNet-5 of colours", new Config(digits, RGB, 0, true, true)))));
  }

  @Override
  public Config read(Settings settings, ImageClasses image) {
    String activation = settings.text("activation", TANH);
    SettingCheck.require(
        activation.equals(TANH) || activation.equals("relu"), "activation", activation);
    String pooling = settings.text("pooling", AVERAGE);
    SettingCheck.require(pooling.equals(AVERAGE) || pooling.equals("max"), "pooling", pooling);
    return new Config(
        image,
        settings.integer("num_channels", GREY),
        settings.integer("padding", 0),
        activation.equals(TANH),
        pooling.equals(AVERAGE));
  }

  /**
   * Settings of a LeNet-5, with their names in {@code config.json} in brackets.
   *
   * @param image rows, columns and classes
   * @param channels 1 for grey, 3 for colours [num_channels]
   * @param padding of the first convolution, on each side [padding]
   * @param tanh whether activations are hyperbolic tangents and not ReLU [activation]
   * @param average whether pools take means and not largest values [pooling]
   */
  public record Config(ImageClasses image, int channels, int padding, boolean tanh, boolean average)
      implements Configuration {
    /** Checks each setting. */
    public Config {
      SettingCheck.require(channels == GREY || channels == RGB, "num_channels", channels);
      SettingCheck.require(padding >= 0 && padding <= MAX_PADDING, "padding", padding);
    }

    @Override
    public Architecture architecture() {
      return new LeNet();
    }

    @Override
    public Map<String, Object> settings() {
      return Map.of(
          "num_channels",
          channels,
          "padding",
          padding,
          "activation",
          tanh ? TANH : "relu",
          "pooling",
          average ? AVERAGE : "max");
    }

    @Override
    public Optional<Configuration> withClasses(int classes) {
      ImageClasses other = image.withClasses(classes);
      return Optional.of(new Config(other, channels, padding, tanh, average));
    }

    @Override
    public Graph graph() {
      return new Builder(this).build();
    }
  }

  /** Builds the graph node by node. */
  private static final class Builder {
    private static final double[] BRIGHTNESS = {0.299, 0.587, 0.114};

    private final GraphBuilder graph = new GraphBuilder();
    private final Config config;

    Builder(Config config) {
      this.config = config;
    }

    Graph build() {
      ImageClasses image = config.image();
      int last = graph.image(image.height(), image.width(), RGB);
      last = config.channels() == GREY ? grey(last) : last;
      last = convolution("conv1", 6, Window.of(5).padding(config.padding()), last);
      last = convolution("conv2", 16, Window.of(5), last);
      last = graph.add("flatten", new Flatten(Flatten.Order.CHANNELS_FIRST), last);
      last = activation("fc1", dense("fc1", 120, last));
      int features = activation("fc2", dense("fc2", 84, last));
      int logits = dense("fc3", image.classes(), features);
      return graph.output("features", features).output("logits", logits).build();
    }

    /**
     * Adds the brightness of the image. A local response normalisation without sum divides by its
     * constant, so that the factors need no parameters, which no checkpoint has.
     */
    private int grey(int image) {
      int sum = -1;
      for (int channel = 0; channel < RGB; channel++) {
        int colour = graph.add("colour." + channel, new ChannelSlice(channel, channel + 1), image);
        LocalResponseNormalisation division =
            new LocalResponseNormalisation(1, 0, 1, 1 / BRIGHTNESS[channel]);
        int part = graph.add("brightness." + channel, division, colour);
        Arithmetic add = new Arithmetic(Arithmetic.Operation.ADD);
        sum = channel == 0 ? part : graph.add("grey." + channel, add, sum, part);
      }
      return sum;
    }

    /** Adds a convolution and the pool after it. */
    private int convolution(String name, int filters, Window window, int input) {
      Convolution convolution =
          Convolution.of(name + ".weight", filters, window).bias(name + ".bias");
      int maps = activation(name, graph.add(name, convolution, input));
      Reduction reduction = config.average() ? Reduction.AVERAGE : Reduction.MAX;
      Pool pool = new Pool(reduction, Window.of(2).stride(2), false, false);
      return graph.add(name + ".pool", pool, maps);
    }

    private int dense(String name, int outputs, int input) {
      return graph.add(name, Dense.of(name + ".weight", name + ".bias", outputs), input);
    }

    private int activation(String name, int input) {
      Activation function = config.tanh() ? Activation.of(Activation.Kind.TANH) : Activation.RELU;
      return graph.add(name + ".activation", function, input);
    }
  }
}
