package io.flinkmobilenet.peers;

import io.flinkmobilenet.network.Classifier;
import io.flinkmobilenet.network.Plan;

/** The network of this project. */
final class OwnPeer implements Peer {
  private final String name;
  private final Classifier classifier;
  private final byte[] rgb;

  OwnPeer(Plan plan, byte[] rgb) {
    name = "flink-mobilenet, " + plan.kernel();
    classifier = new Classifier(plan);
    this.rgb = rgb;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public float[] run() {
    classifier.run(rgb);
    return classifier.logits();
  }
}
