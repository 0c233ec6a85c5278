package io.flinkmobilenet.weights.keras;

import io.flinkmobilenet.format.FileModel;
import io.flinkmobilenet.format.ReadOptions;
import io.flinkmobilenet.fuzz.FuzzTarget;
import io.flinkmobilenet.fuzz.Outcome;
import io.flinkmobilenet.weights.WeightsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/**
 * Fuzzes HDF5 files of Keras: as whole models, as weights of a fixed architecture, and as named
 * tensors. A graph that is returned has all its parameters.
 */
public final class KerasTarget implements FuzzTarget {
  private final byte[] json;

  /** Reads the architecture. */
  public KerasTarget() {
    try {
      json = Files.readAllBytes(Hdf5LayoutsTest.FILES.resolve("three.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String run(byte[] input) {
    ByteBuffer file = ByteBuffer.wrap(input);
    return outcome(() -> checked(new Hdf5Model(file, "file").read(ReadOptions.NONE)))
        + ", "
        + outcome(() -> checked(new Hdf5Model(file, "file").read(json, "json", ReadOptions.NONE)))
        + ", "
        + outcome(() -> new Hdf5Model(file, "file").tensors().names().size() + " tensors");
  }

  private static String outcome(Hdf5File.Reading<String> reading) {
    try {
      return reading.read();
    } catch (WeightsException e) {
      return Outcome.refused(e);
    }
  }

  private static String checked(FileModel model) {
    model
        .graph()
        .parameters()
        .forEach(
            parameter -> {
              if (!model.weights().shape(parameter.name()).equals(parameter.shape())) {
                throw new AssertionError(
                    parameter + " is " + model.weights().shape(parameter.name()));
              }
            });
    return model.graph().nodes().size() + " nodes";
  }

  /** Structures may be read repeatedly, up to a limit, and each becomes some objects. */
  @Override
  public long mayAllocate(byte[] input) {
    return (64 << 20) + 4096L * input.length;
  }

  @Override
  public int longest() {
    return 20480;
  }

  @Override
  public List<byte[]> seeds() throws Exception {
    List<byte[]> seeds = new ArrayList<>();
    for (String name :
        List.of(
            "earliest.h5",
            "whole.h5",
            "three.weights.h5",
            "hard-loop.weights.h5",
            "soft-loop.weights.h5")) {
      seeds.add(Files.readAllBytes(Hdf5LayoutsTest.FILES.resolve(name)));
    }
    seeds.add("no HDF5".getBytes(StandardCharsets.UTF_8));
    return seeds;
  }
}
