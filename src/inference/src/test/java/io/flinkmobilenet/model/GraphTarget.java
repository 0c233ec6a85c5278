package io.flinkmobilenet.model;

import io.flinkmobilenet.fuzz.FuzzTarget;
import io.flinkmobilenet.fuzz.Outcome;
import io.flinkmobilenet.graph.Graph;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Fuzzes graphs as JSON. A graph that can be read is written and must be read back as the same
 * graph, and what it needs is counted, which must not take long.
 */
public final class GraphTarget implements FuzzTarget {
  @Override
  public String run(byte[] input) {
    try {
      Graph graph = GraphJson.read(new String(input, StandardCharsets.UTF_8), "graph");
      String written = GraphJson.write(graph);
      if (!GraphJson.write(GraphJson.read(written, "again")).equals(written)) {
        throw new AssertionError("read again, the graph is another: " + written);
      }
      int parameters = Integer.signum(graph.parameters().size());
      return "%d nodes, %d parameters, %d multiply-adds"
          .formatted(graph.nodes().size(), parameters, Long.signum(graph.multiplyAdds()));
    } catch (InvalidModelException e) {
      return Outcome.refused(e);
    }
  }

  /** Limit: a node of the tree, and a node of the graph, per few bytes of JSON. */
  @Override
  public long mayAllocate(byte[] input) {
    return (8 << 20) + 2048L * input.length;
  }

  @Override
  public int longest() {
    return 4096;
  }

  @Override
  public List<byte[]> seeds() {
    return List.of(
        GraphJsonTest.TEXT.getBytes(StandardCharsets.UTF_8),
        """
        {"nodes":[\
        {"name":"i","operator":"ImageInput","inputs":[],\
        "attributes":{"height":9,"width":9,"channels":4}},\
        {"name":"c","operator":"Convolution","inputs":["i","i"],\
        "attributes":{"weights":"w","normalisation":{"name":"n","channels":4,"epsilon":1e-5},\
        "filters":4,"window":{"height":3,"width":3,"strideY":1,"strideX":1,"dilationY":2,\
        "dilationX":2,"top":2,"left":2,"bottom":2,"right":2},"groups":2,\
        "epilogue":{"activation":{"kind":"RELU","first":0,"second":0},\
        "addition":"BEFORE_ACTIVATION"}}},\
        {"name":"p","operator":"Pool","inputs":["c"],"attributes":{"reduction":"MAX",\
        "window":{"height":3,"width":3,"strideY":2,"strideX":2,"dilationY":1,"dilationX":1,\
        "top":1,"left":1,"bottom":1,"right":1},"ceiling":true,"countPadding":false}},\
        {"name":"g","operator":"GlobalPool","inputs":["c"],\
        "attributes":{"reduction":"AVERAGE"}},\
        {"name":"m","operator":"Arithmetic","inputs":["c","g"],\
        "attributes":{"operation":"MULTIPLY"}},\
        {"name":"a","operator":"Concatenation","inputs":["p","p"],"attributes":{}}],\
        "outputs":{"features":"p","logits":"a"}}\
        """
            .getBytes(StandardCharsets.UTF_8));
  }
}
