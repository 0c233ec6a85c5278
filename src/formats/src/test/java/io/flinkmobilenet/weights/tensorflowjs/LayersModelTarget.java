package io.flinkmobilenet.weights.tensorflowjs;

import io.flinkmobilenet.format.FileModel;
import io.flinkmobilenet.format.ReadOptions;
import io.flinkmobilenet.fuzz.FuzzTarget;
import io.flinkmobilenet.fuzz.Outcome;
import io.flinkmobilenet.weights.WeightsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Fuzzes the JSON of models of TensorFlow.js, and with it all layers of Keras. Every file of
 * weights has the same few bytes.
 */
public final class LayersModelTarget implements FuzzTarget {
  private static final Path MODELS = Path.of("src/formats/src/test/resources/tensorflowjs");
  private static final byte[] WEIGHTS = new byte[1024];

  @Override
  public String run(byte[] input) throws IOException {
    ModelFiles files =
        (name, most) ->
            switch (name) {
              case "model.json" -> Optional.of(input);
              case TeachableMachine.METADATA -> Optional.empty();
              default -> Optional.of(WEIGHTS);
            };
    try {
      FileModel model = TensorflowJsReader.read(files, "model.json", "model", ReadOptions.NONE);
      model
          .graph()
          .parameters()
          .forEach(
              parameter -> {
                if (!model.weights().shape(parameter.name()).equals(parameter.shape())) {
                  throw new AssertionError(parameter.toString());
                }
              });
      return model.graph().nodes().size() + " nodes";
    } catch (WeightsException e) {
      return Outcome.refused(e);
    }
  }

  /** Limit: some objects per few bytes of JSON; a kernel that crops has its own values. */
  @Override
  public long mayAllocate(byte[] input) {
    return (16 << 20) + 4096L * input.length;
  }

  @Override
  public int longest() {
    return 8192;
  }

  @Override
  public List<byte[]> seeds() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    for (String name : List.of("sequential", "branches", "nested", "quantised-uint8")) {
      seeds.add(Files.readAllBytes(MODELS.resolve(name).resolve("model.json")));
    }
    seeds.add(TINY.getBytes(StandardCharsets.UTF_8));
    return seeds;
  }

  /** A model whose weights are as many as the bytes. */
  private static final String TINY =
      """
      {"modelTopology":{"class_name":"Sequential","config":{"layers":[\
      {"class_name":"Conv2D","config":{"name":"c","batch_input_shape":[null,9,9,3],"filters":8,\
      "kernel_size":[2,2],"strides":[1,1],"padding":"same","activation":"relu"}},\
      {"class_name":"ZeroPadding2D","config":{"name":"z","padding":[[1,0],[0,2]]}},\
      {"class_name":"Cropping2D","config":{"name":"x","cropping":[[1,1],[1,2]]}},\
      {"class_name":"GlobalAveragePooling2D","config":{"name":"g"}},\
      {"class_name":"Reshape","config":{"name":"r","target_shape":[1,1,-1]}},\
      {"class_name":"Dense","config":{"name":"d","units":16,"activation":"softmax"}}]}},\
      "weightsManifest":[{"paths":["a"],"weights":[\
      {"name":"c/kernel","shape":[2,2,3,8],"dtype":"float32"},\
      {"name":"c/bias","shape":[8],"dtype":"float32"},\
      {"name":"d/kernel","shape":[8,16],"dtype":"float32",\
      "quantization":{"dtype":"uint16","scale":0.5,"min":-1}},\
      {"name":"d/bias","shape":[16],"dtype":"float32"},\
      {"name":"rest","shape":[288],"dtype":"bool"}]}]}\
      """;
}
