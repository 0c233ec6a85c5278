package io.flinkmobilenet.bench.job;

import io.flinkmobilenet.protocol.CascadeStage;
import io.flinkmobilenet.protocol.Deployment;
import io.flinkmobilenet.protocol.ModelKey;
import io.flinkmobilenet.protocol.Route;
import io.flinkmobilenet.protocol.Shadow;
import io.flinkmobilenet.protocol.Share;
import io.flinkmobilenet.protocol.Variant;
import java.util.List;

/**
 * The deployments that follow each other while gaps are measured: one model alone, two variants, a
 * shadow and a cascade, with the two models in turn.
 */
record ChangePlan(ModelKey first, ModelKey second) {
  private static final float THRESHOLD = 0.5f;

  /** Draft of a deployment, without its epoch. */
  Deployment draft(int number) {
    boolean swapped = number / 4 % 2 == 1;
    ModelKey front = swapped ? second : first;
    ModelKey back = swapped ? first : second;
    Route route =
        switch (number % 4) {
          case 0 -> route(List.of(alone("stable", Share.WHOLE, front)), List.of());
          case 1 ->
              route(
                  List.of(
                      alone("stable", Share.WHOLE / 2, front),
                      alone("canary", Share.WHOLE / 2, back)),
                  List.of());
          case 2 ->
              route(
                  List.of(alone("stable", Share.WHOLE, back)),
                  List.of(new Shadow(front, Share.WHOLE)));
          default ->
              route(
                  List.of(new Variant("stable", Share.WHOLE, List.of(until(front), always(back)))),
                  List.of());
        };
    return new Deployment("bench", 1, List.of(route), null, null, null);
  }

  private static Route route(List<Variant> variants, List<Shadow> shadows) {
    return new Route("all", List.of(), variants, shadows, null);
  }

  private static Variant alone(String name, int share, ModelKey model) {
    return new Variant(name, share, List.of(always(model)));
  }

  private static CascadeStage until(ModelKey model) {
    return new CascadeStage(model, THRESHOLD, false);
  }

  private static CascadeStage always(ModelKey model) {
    return new CascadeStage(model, 0, false);
  }
}
