package io.flinkmobilenet.cli.deployment;

import io.flinkmobilenet.fuzz.FuzzTarget;
import io.flinkmobilenet.fuzz.Outcome;
import io.flinkmobilenet.protocol.Deployment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Fuzzes files with deployments. One that can be read is written and must be read back as the same
 * deployment; its difference to itself is empty.
 */
public final class DeploymentFileTarget implements FuzzTarget {
  @Override
  public String run(byte[] input) {
    Deployment deployment;
    try {
      deployment = DeploymentFile.read(new String(input, StandardCharsets.UTF_8), Optional.empty());
    } catch (IllegalArgumentException e) {
      if (e.getMessage().indexOf('\n') >= 0) {
        throw new AssertionError("expected a message of one line, found " + e.getMessage());
      }
      return Outcome.refused(e);
    }
    String written = DeploymentYaml.write(deployment);
    if (!DeploymentFile.read(written, Optional.empty()).equals(deployment)) {
      throw new AssertionError("read again, it is another deployment: " + written);
    }
    if (!TextDifference.of(written, written).isEmpty()) {
      throw new AssertionError("a deployment differs from itself: " + written);
    }
    return deployment.routes().size()
        + " routes, "
        + (deployment.plan().isPresent() ? "a plan" : "no plan");
  }

  /** Limit: the buffers of the parser, and a tree node with its tokens per few bytes. */
  @Override
  public long mayAllocate(byte[] input) {
    return (2 << 20) + 4096L * input.length;
  }

  @Override
  public int longest() {
    return 2048;
  }

  @Override
  public List<byte[]> seeds() {
    return List.of(
        bytes(DeploymentFileTest.FULL),
        bytes(DeploymentYaml.write(DeploymentFileTest.full())),
        bytes("name: a\nroutes:\n- variants: [{model: b:1}, {model: b:2, share: 5%}]\n"),
        bytes("{name: a, routes: [{variants: [{model: 'b:1'}], unknown: {below: 1.0E-4}}]}"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
