package io.flinkmobilenet.kernel.scalar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinkmobilenet.graph.Activation;
import io.flinkmobilenet.graph.Arithmetic;
import io.flinkmobilenet.graph.ChannelShuffle;
import io.flinkmobilenet.graph.Convolution;
import io.flinkmobilenet.graph.Dense;
import io.flinkmobilenet.graph.Epilogue;
import io.flinkmobilenet.graph.Flatten;
import io.flinkmobilenet.graph.GlobalPool;
import io.flinkmobilenet.graph.Graph;
import io.flinkmobilenet.graph.GraphBuilder;
import io.flinkmobilenet.graph.Operator;
import io.flinkmobilenet.graph.Pool;
import io.flinkmobilenet.graph.Reduction;
import io.flinkmobilenet.graph.Window;
import io.flinkmobilenet.tensor.Shape;
import io.flinkmobilenet.tensor.Tensor;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Small graphs whose outputs are computed by hand; the golden graphs cover the rest. */
class GraphExecutorTest {
  private static final float[] COUNT = {1, 2, 3, 4};

  @Test
  void convolvesWithPaddingOnlyWhereItIs() {
    Convolution convolution = Convolution.of("w", 1, Window.of(2).padding(1, 0, 0, 1));
    Tensor ones = new Tensor(Shape.of(1, 1, 2, 2), new float[] {1, 1, 1, 1});

    assertThat(run(2, 2, 1, convolution, Map.of("w", ones), COUNT)).containsExactly(3, 2, 10, 6);
  }

  @Test
  void addsBeforeOrAfterItActivates() {
    Tensor minusOne = new Tensor(Shape.of(1, 1, 1, 1), new float[] {-1});
    for (Epilogue.Addition addition : Epilogue.Addition.values()) {
      GraphBuilder builder = new GraphBuilder();
      int image = builder.image(1, 1, 1);
      Epilogue epilogue = new Epilogue(Activation.RELU, addition);
      Convolution convolution = Convolution.of("w", 1, Window.of(1)).epilogue(epilogue);
      int sum =
          addition == Epilogue.Addition.NONE
              ? builder.add("sum", convolution, image)
              : builder.add("sum", convolution, image, image);
      Graph graph = builder.output("out", sum).build();
      float[] out =
          new GraphExecutor(graph, Map.of("w", minusOne)::get).run(new float[] {5}).get("out");

      assertThat(out).containsExactly(addition == Epilogue.Addition.AFTER_ACTIVATION ? 5 : 0);
    }
  }

  @Test
  void countsPaddingOnlyIfAsked() {
    Window window = Window.of(2).padding(1, 1, 0, 0);

    assertThat(run(2, 2, 1, new Pool(Reduction.AVERAGE, window, false, true), Map.of(), COUNT))
        .containsExactly(0.25f, 0.75f, 1, 2.5f);
    assertThat(run(2, 2, 1, new Pool(Reduction.AVERAGE, window, false, false), Map.of(), COUNT))
        .containsExactly(1, 1.5f, 2, 2.5f);
  }

  @Test
  void movesChannels() {
    assertThat(run(1, 1, 4, new ChannelShuffle(2), Map.of(), COUNT)).containsExactly(1, 3, 2, 4);
    assertThat(run(1, 2, 2, new Flatten(Flatten.Order.CHANNELS_FIRST), Map.of(), COUNT))
        .containsExactly(1, 3, 2, 4);
    assertThat(run(1, 2, 2, new Flatten(Flatten.Order.CHANNELS_LAST), Map.of(), COUNT))
        .containsExactly(1, 2, 3, 4);
  }

  @Test
  void repeatsAnExtentOfOne() {
    GraphBuilder builder = new GraphBuilder();
    int image = builder.image(1, 2, 2);
    int gate = builder.add("gate", new GlobalPool(Reduction.MAX), image);
    Operator multiply = new Arithmetic(Arithmetic.Operation.MULTIPLY);
    Graph graph = builder.output("out", builder.add("scaled", multiply, image, gate)).build();

    assertThat(new GraphExecutor(graph, Map.<String, Tensor>of()::get).run(COUNT).get("out"))
        .containsExactly(3, 8, 9, 16);
  }

  @Test
  void refusesOtherSizesAndMissingWeights() {
    GraphBuilder builder = new GraphBuilder();
    int image = builder.image(1, 1, 4);
    Graph graph = builder.output("out", builder.add("fc", Dense.of("w", "b", 1), image)).build();
    Tensor weights = new Tensor(Shape.of(1, 4), COUNT);
    Tensor bias = new Tensor(Shape.of(1), new float[] {0});

    assertThatThrownBy(() -> new GraphExecutor(graph, Map.of("w", bias, "b", bias)::get))
        .hasMessage("tensor w: expected shape [1, 4], found [1]");
    assertThatThrownBy(() -> new GraphExecutor(graph, Map.of("w", weights)::get))
        .hasMessage("tensor b: expected shape [1], found none");
    GraphExecutor executor = new GraphExecutor(graph, Map.of("w", weights, "b", bias)::get);
    assertThatThrownBy(() -> executor.run(new float[3]))
        .hasMessage("image: expected 4 values, found 3");
  }

  private static float[] run(
      int height,
      int width,
      int channels,
      Operator operator,
      Map<String, Tensor> parameters,
      float[] image) {
    GraphBuilder builder = new GraphBuilder();
    int input = builder.image(height, width, channels);
    Graph graph = builder.output("out", builder.add("node", operator, input)).build();
    return new GraphExecutor(graph, parameters::get).run(image).get("out");
  }
}
