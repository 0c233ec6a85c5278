package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.kernel.KernelProvider;
import io.flinkmobilenet.model.TestModels;
import io.flinkmobilenet.protocol.Chunk;
import io.flinkmobilenet.protocol.Manifest;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.simd.KernelChoice;
import io.flinkmobilenet.stream.state.Geometries;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Loads a model from its chunks, as a subtask does. Arguments: the file with the canonical bytes
 * and their digest. Prints the memory of the packed weights in bytes, with what the plan adds.
 */
final class LoadingProbe {
  private LoadingProbe() {}

  public static void main(String[] args) throws Exception {
    List<Chunk> chunks = new ArrayList<>();
    long bytes = 0;
    try (InputStream in = Files.newInputStream(Path.of(args[0]))) {
      for (byte[] next; (next = in.readNBytes(Chunk.LARGEST)).length > 0; ) {
        chunks.add(new Chunk(args[1], chunks.size(), next));
        bytes += next.length;
      }
    }
    Manifest manifest =
        new Manifest(
            new ModelKey("large", "1"),
            args[1],
            bytes,
            chunks.size(),
            Geometries.toManifest(TestModels.artifact(1, 32, 5).preprocessing().geometry()),
            0);
    ModelLoader loader = new ModelLoader(KernelProvider.select(KernelChoice.AUTO), Duration.ZERO);
    LoadedModel model = loader.load(new LoadRequest(manifest, chunks));
    System.out.println(model.bytes() + " " + chunks.size());
  }
}
