package io.flinkmobilenet.stream.operator;

import io.flinkmobilenet.event.DeploymentRoute;
import io.flinkmobilenet.event.EventCodec;
import io.flinkmobilenet.event.ModelActivation;
import io.flinkmobilenet.event.ModelChunk;
import io.flinkmobilenet.event.ModelDeployment;
import io.flinkmobilenet.event.ModelEvent;
import io.flinkmobilenet.event.ModelGeometry;
import io.flinkmobilenet.event.ModelManifest;
import io.flinkmobilenet.event.RolloutPlan;
import io.flinkmobilenet.event.RouteShadow;
import io.flinkmobilenet.event.RouteThreshold;
import io.flinkmobilenet.event.RouteVariant;
import io.flinkmobilenet.event.VariantStage;
import io.flinkmobilenet.protocol.ActivationRequest;
import io.flinkmobilenet.protocol.Chunk;
import io.flinkmobilenet.protocol.Manifest;
import io.flinkmobilenet.protocol.ManifestGeometry;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.protocol.ModelMessage;
import io.flinkmobilenet.protocol.Removal;
import io.flinkmobilenet.stream.kafka.EventsTarget;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Interprets bytes as records of the models topic. The low three bits of a byte select the kind,
 * its other bits and the bytes after it the content: a manifest, a chunk, an activation request, a
 * removal, one of them with changed bytes, the last one again, or a restart.
 */
final class ProtocolScript {
  static final int CHUNKS = 3;
  static final int EDGE = 36;
  static final String LAST = "last";

  private static final int LAST_CONTENT = 200;

  private static final int MANIFEST = 0;
  private static final int CHUNK = 1;
  private static final int ACTIVATION = 2;
  private static final int REMOVAL = 3;
  private static final int DAMAGE = 4;
  private static final int AGAIN = 5;
  private static final int RESTART = 6;

  /** Makes an activation a deployment. */
  private static final int SHARED = 32;

  private final ByteBuffer bytes;

  /** Shared, because a codec parses its schemas, which takes more memory than a script. */
  private static final EventsTarget READER = new EventsTarget();

  private final EventCodec<ModelEvent> codec = EventCodec.of(ModelEvent.class);
  private Optional<ModelMessage> previous = Optional.empty();
  private byte[] record = new byte[0];

  ProtocolScript(byte[] input) {
    bytes = ByteBuffer.wrap(input);
  }

  boolean hasNext() {
    return bytes.hasRemaining();
  }

  /** Consumes the byte of a restart if that is the next one. */
  boolean nextIsRestart() {
    boolean restart = (bytes.get(bytes.position()) & 7) >= RESTART;
    if (restart) {
      bytes.get();
    }
    return restart;
  }

  Optional<ModelMessage> next() {
    int operation = bytes.get();
    int which = operation >> 3 & 3;
    if ((operation & 7) == AGAIN) {
      return previous;
    }
    previous =
        switch (operation & 7) {
          case MANIFEST -> read(manifest(which, one(), one()));
          case CHUNK -> read(chunk(which, one(), one()));
          case ACTIVATION ->
              read(
                  (operation & SHARED) == 0
                      ? new ModelActivation("fake", "v" + which, (long) one(), instant(0), null)
                      : deployment(which, one(), one()));
          case REMOVAL -> Optional.of(new Removal(new ModelKey("fake", "v" + which)));
          default -> damaged(which);
        };
    return previous;
  }

  /** Returns the next byte, 0 after the end. */
  private int one() {
    return bytes.hasRemaining() ? bytes.get() : 0;
  }

  private ModelManifest manifest(int which, int content, int more) {
    int chunks = 1 + (more & 3) % CHUNKS;
    return new ModelManifest(
        "fake",
        "v" + which,
        digest((byte) (content & 3)),
        (long) chunks * Chunk.LARGEST - (more >> 2 & 1),
        chunks,
        new ModelGeometry(more < 0 ? EDGE + 1 : EDGE, 32, 32, 0, 0, 2, true, false),
        instant(more >> 3 & 7),
        null);
  }

  /** A deployment of two models; some have a third as a shadow, a threshold or a plan. */
  private static ModelDeployment deployment(int which, int epoch, int more) {
    int share = (more & 3) * 250_000;
    List<RouteVariant> variants =
        List.of(
            new RouteVariant(
                "stable",
                1_000_000 - share,
                List.of(new VariantStage("fake", "v" + which, 0f, false))),
            new RouteVariant(
                "canary",
                share,
                List.of(
                    new VariantStage("fake", "v" + (which + 1 & 3), 0.5f, true),
                    new VariantStage("fake", "v" + (more >> 2 & 3), 0f, false))));
    List<RouteShadow> shadows =
        (more & 16) == 0 ? List.of() : List.of(new RouteShadow("fake", "v" + (which + 2 & 3), 9));
    RouteThreshold threshold = (more & 32) == 0 ? null : new RouteThreshold(0.5f, Map.of());
    DeploymentRoute route = new DeploymentRoute("all", List.of(), variants, shadows, threshold);
    RolloutPlan plan =
        (more & 64) == 0
            ? null
            : new RolloutPlan("all", List.of(10_000, 1_000_000), 5L, List.of(), more & 1, more < 0);
    return new ModelDeployment("fake", (long) epoch, List.of(route), plan, null, instant(0), null);
  }

  /** A model is sound if its first byte is what its digest says. */
  private static ModelChunk chunk(int content, int index, int byteOfData) {
    byte[] data = {(byte) (byteOfData < 0 ? byteOfData : content), (byte) byteOfData};
    return new ModelChunk(
        digest((byte) content), Math.abs(index) % (CHUNKS + 1), ByteBuffer.wrap(data));
  }

  static String digest(byte content) {
    return "%064x".formatted(content & 0xFF);
  }

  private static Instant instant(long milliseconds) {
    return Instant.ofEpochMilli(milliseconds);
  }

  private Optional<ModelMessage> read(Object body) {
    record = codec.encode(new ModelEvent(body));
    return READER.message("manifest/fake/v0".getBytes(StandardCharsets.UTF_8), record);
  }

  /** Returns the latest record with some of its bytes changed. */
  private Optional<ModelMessage> damaged(int changes) {
    byte[] damaged = record.clone();
    for (int change = 0; change <= changes && damaged.length > 0; change++) {
      damaged[(one() & 0xFF) % damaged.length] ^= (byte) one();
    }
    return READER.message("manifest/fake/v0".getBytes(StandardCharsets.UTF_8), damaged);
  }

  /** All messages of a sound model, published last, in an order that depends on the input. */
  List<ModelMessage> last() {
    ModelKey key = new ModelKey("fake", LAST);
    String digest = digest((byte) LAST_CONTENT);
    ManifestGeometry geometry = ManifestGeometry.shortestEdge(EDGE, 32, 32);
    List<ModelMessage> messages =
        new ArrayList<>(
            List.of(
                new Manifest(key, digest, 2L * Chunk.LARGEST, 2, geometry, Long.MAX_VALUE, null),
                new Chunk(digest, 0, new byte[] {(byte) LAST_CONTENT}),
                new Chunk(digest, 1, new byte[] {1}),
                new ActivationRequest(key, Long.MAX_VALUE, null)));
    Collections.shuffle(messages, new Random(bytes.capacity()));
    return messages;
  }

  static List<byte[]> seeds() {
    byte[] whole = {MANIFEST, 1, 1, CHUNK + 8, 0, 1, CHUNK + 8, 1, 1, ACTIVATION, 1};
    byte[] swap = {
      MANIFEST,
      1,
      0,
      CHUNK + 8,
      0,
      1,
      ACTIVATION,
      1,
      RESTART,
      CHUNK + 16,
      0,
      2,
      ACTIVATION + 8,
      2,
      MANIFEST + 8,
      2,
      0,
      AGAIN,
      REMOVAL,
      DAMAGE,
      30,
      1,
      ACTIVATION,
      3
    };
    byte[] shared = {
      MANIFEST,
      1,
      0,
      CHUNK + 8,
      0,
      1,
      ACTIVATION,
      1,
      ACTIVATION + SHARED,
      2,
      (byte) 0xF7,
      RESTART,
      MANIFEST + 8,
      2,
      0,
      CHUNK + 16,
      0,
      2,
      ACTIVATION + SHARED + 8,
      3,
      50,
      AGAIN
    };
    return List.of(whole, swap, shared);
  }
}
