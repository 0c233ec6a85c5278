package io.flinkmobilenet.cli.model;

import io.flinkmobilenet.cli.terminal.CommandFailure;
import io.flinkmobilenet.cli.terminal.ExitCode;
import io.flinkmobilenet.cli.terminal.HelpOption;
import io.flinkmobilenet.cli.terminal.Output;
import io.flinkmobilenet.cli.terminal.OutputOptions;
import io.flinkmobilenet.cli.terminal.Table;
import io.flinkmobilenet.cli.terminal.VersionOption;
import io.flinkmobilenet.event.ModelState;
import io.flinkmobilenet.event.ModelStatus;
import io.flinkmobilenet.kafka.KafkaNotReadyException;
import io.flinkmobilenet.protocol.Manifest;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.protocol.ModelListing;
import io.flinkmobilenet.protocol.ModelRequest;
import io.flinkmobilenet.protocol.client.RegistryContents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the models in the models topic and their status in the job. */
@Command(
    name = "list",
    description = "Lists the models in the models topic and their status in the job.")
public final class ListCommand implements Callable<Integer> {
  private static final List<String> TITLES =
      List.of(
          "name",
          "version",
          "digest",
          "bytes",
          "published",
          "signed by",
          "wanted",
          "state",
          "message");
  private static final int DIGEST_SHOWN = 12;

  @Mixin private HelpOption help;
  @Mixin private VersionOption programVersion;
  @Mixin private OutputOptions output;
  @Mixin private ModelsTopicOptions topic;

  @Mixin private StatusTopicOption status;

  @Override
  public Integer call() throws CommandFailure, KafkaNotReadyException, InterruptedException {
    Output out = output.open();
    RegistryContents contents = topic.registry(status.topic()).contents(true);
    ModelListing listing = contents.listing();
    Map<ModelKey, ModelStatus> states = contents.states();
    if (out.json()) {
      listing
          .manifests()
          .forEach(manifest -> out.json(fields(manifest, listing, states.get(manifest.key()))));
    } else {
      List<List<Object>> rows = new ArrayList<>();
      listing
          .manifests()
          .forEach(manifest -> rows.add(cells(manifest, listing, states.get(manifest.key()))));
      Table.print(out, TITLES, rows);
    }
    if (states.values().stream().noneMatch(state -> state.getState() == ModelState.ACTIVE)) {
      output.complain(advice(contents));
    }
    return ExitCode.OK;
  }

  private static Map<String, Object> fields(
      Manifest manifest, ModelListing listing, ModelStatus state) {
    return Output.object(
        "name", manifest.key().name(),
        "version", manifest.key().version(),
        "digest", manifest.digest(),
        "bytes", manifest.bytes(),
        "publishedAt", Instant.ofEpochMilli(manifest.publishedAt()).toString(),
        "signedBy", signedBy(manifest),
        "wanted", listing.isRequested(manifest.key()),
        "state", state == null ? null : state.getState().name(),
        "message", state == null ? null : state.getMessage());
  }

  private static List<Object> cells(Manifest manifest, ModelListing listing, ModelStatus state) {
    return Arrays.asList(
        manifest.key().name(),
        manifest.key().version(),
        manifest.digest().substring(0, DIGEST_SHOWN),
        manifest.bytes(),
        Instant.ofEpochMilli(manifest.publishedAt()),
        signedBy(manifest),
        listing.isRequested(manifest.key()) ? "yes" : "no",
        state == null ? null : state.getState(),
        state == null ? null : state.getMessage());
  }

  private static String advice(RegistryContents contents) {
    ModelListing listing = contents.listing();
    if (listing.manifests().isEmpty()) {
      return "no model is active: publish one: mobilenet model publish MODEL --name NAME --version"
          + " VERSION --activate";
    }
    return listing
        .request()
        .map(request -> advice(request, contents))
        .orElse(
            "no model is active: activate one: mobilenet model activate --name NAME --version"
                + " VERSION");
  }

  private static String advice(ModelRequest request, RegistryContents contents) {
    if (request.epoch() < contents.highestEpoch()) {
      return "%s is requested, but the job knows a request with epoch %d and ignores lower ones; activate or deploy again"
          .formatted(request.title(), contents.highestEpoch());
    }
    for (ModelKey key : request.models()) {
      ModelStatus status = contents.states().get(key);
      if (status != null && status.getState() == ModelState.REJECTED) {
        return "no model is active: %s is requested, but the job rejected model %s: %s"
            .formatted(request.title(), key, status.getMessage());
      }
    }
    return "no model is active: %s is requested, but no job has loaded it; if none is running, start one: mobilenet submit"
        .formatted(request.title());
  }

  /** The id of the key that the manifest names. The job checks whether the signature is valid. */
  private static String signedBy(Manifest manifest) {
    return manifest.signature() == null ? null : manifest.signature().keyId();
  }
}
