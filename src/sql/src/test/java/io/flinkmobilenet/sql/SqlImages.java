package io.flinkmobilenet.sql;

import io.flinkmobilenet.image.ImageDecoder;
import io.flinkmobilenet.image.ImageLimits;
import io.flinkmobilenet.kernel.KernelProvider;
import io.flinkmobilenet.model.ModelArtifact;
import io.flinkmobilenet.model.ModelDirectory;
import io.flinkmobilenet.network.ClassScore;
import io.flinkmobilenet.network.Classifier;
import io.flinkmobilenet.simd.KernelChoice;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;

/** Images, a model and a table of images for the tests of queries. */
final class SqlImages {
  static final Path MODEL = Path.of("src/cli/src/main/resources/io/flinkmobilenet/cli/roadsigns/2");
  static final byte[] BROKEN = "no picture".getBytes(StandardCharsets.UTF_8);

  private SqlImages() {}

  /** A PNG of coloured squares that the seed chooses. */
  static byte[] png(int seed, int width, int height) throws IOException {
    Random random = new Random(seed);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int[] colours = random.ints(64).toArray();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, colours[y * 8 / height * 8 + x * 8 / width]);
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }

  static ModelArtifact model() throws Exception {
    return ModelDirectory.read(MODEL);
  }

  /** The best classes of an image, computed without SQL. */
  static List<ClassScore> expected(byte[] image, int count) throws Exception {
    ModelArtifact model = model();
    Classifier classifier =
        new Classifier(model.compile(KernelProvider.select(KernelChoice.SCALAR)));
    classifier.run(
        new ImageDecoder(ImageLimits.DEFAULT)
            .decode(image, model.preprocessing().geometry())
            .rgb());
    return classifier.topK(count);
  }

  static TableEnvironment batch() {
    return TableEnvironment.create(EnvironmentSettings.inBatchMode());
  }

  /** Flink has {@code ML_PREDICT} for streams alone. */
  static TableEnvironment streaming() {
    return TableEnvironment.create(EnvironmentSettings.inStreamingMode());
  }

  /** A view {@code images} with columns id and image. */
  static void view(TableEnvironment tables, Row... rows) {
    tables.createTemporaryView(
        "images",
        tables.fromValues(
            DataTypes.ROW(
                DataTypes.FIELD("id", DataTypes.INT()),
                DataTypes.FIELD("image", DataTypes.BYTES())),
            (Object[]) rows));
  }
}
