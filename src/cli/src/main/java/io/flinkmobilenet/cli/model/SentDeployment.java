package io.flinkmobilenet.cli.model;

import io.flinkmobilenet.cli.deployment.DeploymentYaml;
import io.flinkmobilenet.cli.deployment.TextDifference;
import io.flinkmobilenet.cli.terminal.Output;
import io.flinkmobilenet.protocol.Deployment;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.protocol.ModelRequest;
import java.util.List;
import java.util.Optional;

/**
 * Prints a deployment that was sent, or would be.
 *
 * @param out where to print it
 */
record SentDeployment(Output out) {
  void print(Deployment sent) {
    String signedBy = sent.signature() == null ? null : sent.signature().keyId();
    if (out.json()) {
      out.json(
          Output.object(
              "name", sent.name(),
              "epoch", sent.epoch(),
              "models", sent.models().stream().map(ModelKey::toString).toList(),
              "signedBy", signedBy));
    } else {
      out.text("deployed %s with epoch %d".formatted(sent.name(), sent.epoch()));
      if (signedBy != null) {
        out.text("signed with key " + signedBy);
      }
    }
  }

  void printDifference(Optional<ModelRequest> before, Deployment next) {
    List<String> lines =
        TextDifference.of(before.map(DeploymentYaml::write).orElse(""), DeploymentYaml.write(next));
    if (out.json()) {
      out.json(
          Output.object(
              "name", next.name(),
              "epoch", next.epoch(),
              "models", next.models().stream().map(ModelKey::toString).toList(),
              "difference", lines));
    } else if (lines.isEmpty()) {
      out.text("no difference to what is in force");
    } else {
      lines.forEach(out::text);
    }
  }
}
