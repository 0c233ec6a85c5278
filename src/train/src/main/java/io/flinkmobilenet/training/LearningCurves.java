package io.flinkmobilenet.training;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** Draws loss and accuracy over the epochs. */
final class LearningCurves {
  private static final int WIDTH = 1000;
  private static final int HEIGHT = 380;
  private static final Color LOSS = new Color(0x1F6FB4);
  private static final Color ACCURACY = new Color(0x2A8C4A);
  private static final Color MODEL = new Color(0xB4431F);

  private LearningCurves() {}

  /** Writes a PNG. */
  static void write(Path file, History history, TrainingPlan plan) throws IOException {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setColor(Color.WHITE);
      graphics.fillRect(0, 0, WIDTH, HEIGHT);
      draw(graphics, history, plan);
    } finally {
      graphics.dispose();
    }
    ImageIO.write(image, "png", file.toFile());
  }

  private static void draw(Graphics2D graphics, History history, TrainingPlan plan) {
    double perEpoch = plan.stepsPerEpoch();
    List<double[]> losses = curve(history.of(History.Kind.LOSS), perEpoch, 1);
    List<double[]> accuracies = curve(history.of(History.Kind.ACCURACY), perEpoch, 100);
    double highest = losses.stream().mapToDouble(point -> point[1]).max().orElse(1);
    Diagram left =
        new Diagram(
            graphics,
            60,
            45,
            410,
            280,
            new Diagram.Axis(plan.allEpochs(), 1),
            new Diagram.Axis(Math.ceil(2 * highest) / 2, 0.5));
    left.frame("training loss", "epoch");
    left.curve(losses, LOSS);
    Diagram right =
        new Diagram(
            graphics,
            550,
            45,
            410,
            280,
            new Diagram.Axis(plan.allEpochs(), 1),
            new Diagram.Axis(100, 10));
    right.frame("validation accuracy, %", "epoch");
    right.curve(accuracies, ACCURACY);
    for (History.Point model : history.of(History.Kind.MODEL)) {
      right.mark(model.step() / perEpoch, "version %.0f".formatted(model.value()), MODEL);
    }
  }

  private static List<double[]> curve(List<History.Point> points, double perEpoch, double scale) {
    List<double[]> curve = new ArrayList<>();
    for (History.Point point : points) {
      curve.add(new double[] {point.step() / perEpoch, scale * point.value()});
    }
    return curve;
  }
}
