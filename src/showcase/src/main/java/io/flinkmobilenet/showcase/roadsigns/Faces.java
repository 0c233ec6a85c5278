package io.flinkmobilenet.showcase.roadsigns;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The designs of each sign: one or more variants, each a list of patches, lowest first. */
final class Faces {
  private static final Map<RoadSign, List<List<Patch>>> ALL = new EnumMap<>(RoadSign.class);

  static {
    for (RoadSign sign : RoadSign.values()) {
      ALL.put(sign, faces(sign));
    }
  }

  private Faces() {}

  /** The variants of a sign; none for {@link RoadSign#NO_SIGN}. */
  static List<List<Patch>> of(RoadSign sign) {
    return ALL.get(sign);
  }

  private static List<List<Patch>> faces(RoadSign sign) {
    return switch (sign) {
      case STOP -> List.of(PriorityFaces.stop());
      case GIVE_WAY -> List.of(PriorityFaces.giveWay());
      case NO_ENTRY -> List.of(RoundFaces.noEntry());
      case SPEED_LIMIT_30 -> List.of(RoundFaces.speedLimit("30"));
      case SPEED_LIMIT_50 -> List.of(RoundFaces.speedLimit("50"));
      case SPEED_LIMIT_80 -> List.of(RoundFaces.speedLimit("80"));
      case SPEED_LIMIT_120 -> List.of(RoundFaces.speedLimit("120"));
      case END_OF_LIMITS -> List.of(RoundFaces.endOfLimits());
      case NO_OVERTAKING -> List.of(RoundFaces.noOvertaking());
      case NO_PARKING -> List.of(RoundFaces.noParking());
      case PRIORITY_ROAD -> List.of(PriorityFaces.priorityRoad());
      case ONE_WAY -> List.of(NoticeFaces.oneWay(true), NoticeFaces.oneWay(false));
      case TURN_LEFT -> List.of(RoundFaces.turnLeft());
      case TURN_RIGHT -> List.of(RoundFaces.turnRight());
      case AHEAD_ONLY -> List.of(RoundFaces.aheadOnly());
      case ROUNDABOUT -> List.of(RoundFaces.roundabout());
      case PEDESTRIAN_CROSSING -> List.of(NoticeFaces.pedestrianCrossing());
      case CHILDREN -> grounds(WarningFaces::children);
      case SLIPPERY_ROAD -> grounds(WarningFaces::slipperyRoad);
      case BUMP -> grounds(WarningFaces::bump);
      case TRAFFIC_LIGHTS -> grounds(WarningFaces::trafficLights);
      case PARKING -> List.of(NoticeFaces.parking());
      case MOTORWAY -> List.of(NoticeFaces.motorway(Tint.BLUE), NoticeFaces.motorway(Tint.GREEN));
      case NO_SIGN -> List.of();
    };
  }

  /** Variants on different grounds. Most of Europe has warning signs on white. */
  private static List<List<Patch>> grounds(Function<Tint, List<Patch>> warning) {
    List<Patch> white = warning.apply(Tint.WHITE);
    return List.of(white, white, white, white, warning.apply(Tint.YELLOW));
  }
}
