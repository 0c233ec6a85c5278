package io.flinkmobilenet.model;

import io.flinkmobilenet.architecture.Settings;
import io.flinkmobilenet.graph.Graph;
import java.util.List;

/**
 * The settings in a JSON object.
 *
 * @param json the object
 */
record JsonSettings(JsonObject json) implements Settings {
  /** A call that may refuse the object's content. */
  private interface Call<T> {
    T run() throws InvalidModelException;
  }

  /** Carries the refusal through an architecture. */
  static final class InvalidSettingException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private InvalidSettingException(InvalidModelException reason) {
      super(reason.getMessage(), reason);
    }

    InvalidModelException reason() {
      return (InvalidModelException) getCause();
    }
  }

  private static <T> T unchecked(Call<T> call) {
    try {
      return call.run();
    } catch (InvalidModelException e) {
      throw new InvalidSettingException(e);
    }
  }

  @Override
  public String text(String name, String absent) {
    return unchecked(() -> json.text(name, absent));
  }

  @Override
  public boolean truth(String name, boolean absent) {
    return unchecked(() -> json.truth(name, absent));
  }

  @Override
  public int integer(String name, int absent) {
    return unchecked(() -> json.integer(name, absent));
  }

  @Override
  public double number(String name, double absent) {
    return unchecked(() -> json.number(name, absent));
  }

  @Override
  public List<Integer> integers(String name, List<Integer> absent) {
    return unchecked(() -> json.integers(name, absent));
  }

  @Override
  public Graph graph(String name) {
    return unchecked(
        () -> {
          if (!json.has(name)) {
            throw json.unexpected(name, "a graph");
          }
          return GraphJson.read(json.object(name));
        });
  }

  @Override
  public void requireText(String name, String only) {
    if (!text(name, only).equals(only)) {
      throw refusal(name, "\"" + only + "\"");
    }
  }

  @Override
  public void requireInteger(String name, int only) {
    if (integer(name, only) != only) {
      throw refusal(name, only);
    }
  }

  @Override
  public void requireTruth(String name, boolean only) {
    if (truth(name, only) != only) {
      throw refusal(name, only);
    }
  }

  private InvalidSettingException refusal(String name, Object only) {
    return new InvalidSettingException(json.unexpected(name, only + ", the only one supported"));
  }
}
