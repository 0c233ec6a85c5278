package io.flinkmobilenet.stream.state;

import io.flinkmobilenet.event.GuardMeasure;
import io.flinkmobilenet.protocol.CascadeStage;
import io.flinkmobilenet.protocol.Condition;
import io.flinkmobilenet.protocol.Deployment;
import io.flinkmobilenet.protocol.FormerDeployment;
import io.flinkmobilenet.protocol.Guard;
import io.flinkmobilenet.protocol.Rollout;
import io.flinkmobilenet.protocol.RolloutDecision;
import io.flinkmobilenet.protocol.Route;
import io.flinkmobilenet.protocol.Shadow;
import io.flinkmobilenet.protocol.UnknownRule;
import io.flinkmobilenet.protocol.Variant;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Serializes deployments and decisions about them for state and edges, field by field. A list is
 * preceded by its length in four bytes, and a part that may be missing by a truth value.
 */
final class Deployments {
  private Deployments() {}

  static void write(Deployment deployment, DataOutputView out) throws IOException {
    Wire.writeText(out, deployment.name());
    out.writeLong(deployment.epoch());
    writeRoutes(deployment.routes(), out);
    out.writeBoolean(deployment.rollout() != null);
    if (deployment.rollout() != null) {
      writePlan(deployment.rollout(), out);
    }
    FormerDeployment previous = deployment.previous();
    out.writeBoolean(previous != null);
    if (previous != null) {
      Wire.writeText(out, previous.name());
      writeRoutes(previous.routes(), out);
    }
    Signatures.write(out, deployment.signature());
  }

  static Deployment read(DataInputView in) throws IOException {
    return new Deployment(
        Wire.readText(in),
        in.readLong(),
        list(in, Deployments::readRoute),
        in.readBoolean() ? readPlan(in) : null,
        in.readBoolean()
            ? new FormerDeployment(Wire.readText(in), list(in, Deployments::readRoute))
            : null,
        Signatures.read(in, Integer.MAX_VALUE));
  }

  private static void writeRoutes(List<Route> routes, DataOutputView out) throws IOException {
    out.writeInt(routes.size());
    for (Route route : routes) {
      Wire.writeText(out, route.name());
      out.writeInt(route.conditions().size());
      for (Condition condition : route.conditions()) {
        Wire.writeText(out, condition.attribute());
        Wire.writeText(out, condition.pattern());
        out.writeBoolean(condition.glob());
      }
      writeVariants(route.variants(), out);
      out.writeInt(route.shadows().size());
      for (Shadow shadow : route.shadows()) {
        Announcements.writeKey(shadow.model(), out);
        out.writeInt(shadow.share());
      }
      writeUnknown(route.unknown(), out);
    }
  }

  private static Route readRoute(DataInputView in) throws IOException {
    return new Route(
        Wire.readText(in),
        list(
            in,
            next -> new Condition(Wire.readText(next), Wire.readText(next), next.readBoolean())),
        list(in, Deployments::readVariant),
        list(in, next -> new Shadow(Announcements.readKey(next), next.readInt())),
        readUnknown(in));
  }

  private static void writeVariants(List<Variant> variants, DataOutputView out) throws IOException {
    out.writeInt(variants.size());
    for (Variant variant : variants) {
      Wire.writeText(out, variant.name());
      out.writeInt(variant.share());
      out.writeInt(variant.stages().size());
      for (CascadeStage stage : variant.stages()) {
        Announcements.writeKey(stage.model(), out);
        out.writeFloat(stage.least());
        out.writeBoolean(stage.margin());
      }
    }
  }

  private static Variant readVariant(DataInputView in) throws IOException {
    return new Variant(
        Wire.readText(in),
        in.readInt(),
        list(
            in,
            next ->
                new CascadeStage(
                    Announcements.readKey(next), next.readFloat(), next.readBoolean())));
  }

  private static void writeUnknown(UnknownRule unknown, DataOutputView out) throws IOException {
    out.writeBoolean(unknown != null);
    if (unknown != null) {
      out.writeFloat(unknown.least());
      out.writeInt(unknown.byClass().size());
      for (Map.Entry<String, Float> entry : unknown.byClass().entrySet()) {
        Wire.writeText(out, entry.getKey());
        out.writeFloat(entry.getValue());
      }
    }
  }

  private static UnknownRule readUnknown(DataInputView in) throws IOException {
    if (!in.readBoolean()) {
      return null;
    }
    float least = in.readFloat();
    Map<String, Float> byClass = new LinkedHashMap<>();
    for (int remaining = in.readInt(); remaining > 0; remaining--) {
      byClass.put(Wire.readText(in), in.readFloat());
    }
    return new UnknownRule(least, byClass);
  }

  private static void writePlan(Rollout plan, DataOutputView out) throws IOException {
    Wire.writeText(out, plan.route());
    out.writeInt(plan.steps().size());
    for (int share : plan.steps()) {
      out.writeInt(share);
    }
    out.writeLong(plan.imagesPerStep());
    out.writeInt(plan.guards().size());
    for (Guard guard : plan.guards()) {
      Wire.writeText(out, guard.measure().name());
      out.writeDouble(guard.limit());
      out.writeBoolean(guard.relative());
      out.writeLong(guard.sample());
      out.writeDouble(guard.confidence());
      out.writeDouble(guard.millis());
      Wire.writeText(out, guard.attribute());
    }
    out.writeInt(plan.firstStep());
    out.writeBoolean(plan.paused());
  }

  private static Rollout readPlan(DataInputView in) throws IOException {
    return new Rollout(
        Wire.readText(in),
        list(in, DataInputView::readInt),
        in.readLong(),
        list(in, Deployments::readGuard),
        in.readInt(),
        in.readBoolean());
  }

  private static Guard readGuard(DataInputView in) throws IOException {
    return new Guard(
        GuardMeasure.valueOf(Wire.readText(in)),
        in.readDouble(),
        in.readBoolean(),
        in.readLong(),
        in.readDouble(),
        in.readDouble(),
        Wire.readText(in));
  }

  static void writeDecision(RolloutDecision decision, DataOutputView out) throws IOException {
    out.writeLong(decision.epoch());
    out.writeLong(decision.sequence());
    out.writeInt(decision.step());
    out.writeBoolean(decision.complete());
  }

  static RolloutDecision readDecision(DataInputView in) throws IOException {
    return new RolloutDecision(in.readLong(), in.readLong(), in.readInt(), in.readBoolean());
  }

  static <T> List<T> list(DataInputView in, Part<T> part) throws IOException {
    List<T> parts = new ArrayList<>();
    for (int remaining = in.readInt(); remaining > 0; remaining--) {
      parts.add(part.read(in));
    }
    return parts;
  }

  @FunctionalInterface
  interface Part<T> {
    T read(DataInputView in) throws IOException;
  }
}
