package io.flinkmobilenet.showcase.roadsigns;

/**
 * The classes that a frame may show, in the shapes and colours of the Vienna Convention on Road
 * Signs and Signals (1968). The ordinal is the index of the class in the models, the label is its
 * name there.
 */
public enum RoadSign {
  STOP("stop"),
  GIVE_WAY("give way"),
  NO_ENTRY("no entry"),
  SPEED_LIMIT_30("speed limit 30"),
  SPEED_LIMIT_50("speed limit 50"),
  SPEED_LIMIT_80("speed limit 80"),
  SPEED_LIMIT_120("speed limit 120"),
  END_OF_LIMITS("end of limits"),
  NO_OVERTAKING("no overtaking"),
  NO_PARKING("no parking"),
  PRIORITY_ROAD("priority road"),
  ONE_WAY("one way"),
  TURN_LEFT("turn left"),
  TURN_RIGHT("turn right"),
  AHEAD_ONLY("ahead only"),
  ROUNDABOUT("roundabout"),
  PEDESTRIAN_CROSSING("pedestrian crossing"),
  CHILDREN("children"),
  SLIPPERY_ROAD("slippery road"),
  BUMP("bump"),
  TRAFFIC_LIGHTS("traffic lights"),
  PARKING("parking"),
  MOTORWAY("motorway"),
  NO_SIGN("no sign");

  private final String label;

  RoadSign(String label) {
    this.label = label;
  }

  /** The name of the class. */
  public String label() {
    return label;
  }
}
